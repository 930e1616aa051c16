using Indicators.CountyHospitals.V1;
using Indicators.FiscalProjects.V1;
using Indicators.HealthResources.V1;
using Indicators.KeySpecialties.V1;
using Indicators.MedicalCenters.V1;
using Indicators.Reforms.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Indicators.Gateway;

/// <summary>The services in the one order of pages, versions and merges.</summary>
internal static class ServiceOrder
{
    public const int MedicalCenters = 0;
    public const int CountyHospitals = 1;
    public const int KeySpecialties = 2;
    public const int FiscalProjects = 3;
    public const int Reforms = 4;
    public const int HealthResources = 5;

    public static readonly string[] Names =
        ["medical-centers", "county-hospitals", "key-specialties", "fiscal-projects", "reforms", "health-resources"];

    /// <summary>The domain services as their contracts describe them.</summary>
    public static readonly ServiceDescriptor[] Descriptors =
    [
        MedicalCenterService.Descriptor, CountyHospitalService.Descriptor, KeySpecialtyService.Descriptor,
        FiscalProjectService.Descriptor, ReformService.Descriptor, HealthResourceService.Descriptor,
    ];

    /// <summary>Full gRPC names of the domain services.</summary>
    public static readonly string[] RpcNames = [.. Descriptors.Select(d => d.FullName)];

    public static int Count => Names.Length;
}
