using Grpc.Health.V1;
using Grpc.Reflection;
using Grpc.Reflection.V1;
using Indicators.CountyHospitals.V1;
using Indicators.Data.V1;
using Indicators.FiscalProjects.V1;
using Indicators.HealthResources.V1;
using Indicators.KeySpecialties.V1;
using Indicators.MedicalCenters.V1;
using Indicators.Reforms.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Indicators.Gateway.Calls;

/// <summary>What reflection lists at the gateway: what it answers itself and what it forwards, which no mapped endpoint would tell.</summary>
internal static class SuiteReflection
{
    /// <summary>Every service that a caller of the gateway can use.</summary>
    public static readonly ServiceDescriptor[] Services =
    [
        IndicatorDataService.Descriptor,
        MedicalCenterService.Descriptor,
        CountyHospitalService.Descriptor,
        KeySpecialtyService.Descriptor,
        FiscalProjectService.Descriptor,
        ReformService.Descriptor,
        HealthResourceService.Descriptor,
        Health.Descriptor,
        ServerReflection.Descriptor,
        Grpc.Reflection.V1Alpha.ServerReflection.Descriptor,
    ];

    public static void AddSuiteReflection(this IServiceCollection services) => services
        .AddSingleton(new ReflectionV1ServiceImpl(Services))
        .AddSingleton(new ReflectionServiceImpl(Services));
}
