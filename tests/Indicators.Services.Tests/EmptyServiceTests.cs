using Google.Protobuf.Reflection;
using Indicators.CountyHospitals.V1;
using Indicators.FiscalProjects.V1;
using Indicators.HealthResources.V1;
using Indicators.KeySpecialties.V1;
using Indicators.MedicalCenters.V1;
using Indicators.Reforms.V1;
using Indicators.Testing;

namespace Indicators.Services.Tests;

/// <summary>A service before its first seeds: every list is there and holds nothing.</summary>
public sealed class EmptyServiceTests
{
    [Fact]
    public Task Lists_OfMedicalCenters_AreEmpty() => AreEmpty<MedicalCenters.MedicalCenterGrpcService>(MedicalCenterService.Descriptor);

    [Fact]
    public Task Lists_OfCountyHospitals_AreEmpty() => AreEmpty<CountyHospitals.CountyHospitalGrpcService>(CountyHospitalService.Descriptor);

    [Fact]
    public Task Lists_OfKeySpecialties_AreEmpty() => AreEmpty<KeySpecialties.KeySpecialtyGrpcService>(KeySpecialtyService.Descriptor);

    [Fact]
    public Task Lists_OfFiscalProjects_AreEmpty() => AreEmpty<FiscalProjects.FiscalProjectGrpcService>(FiscalProjectService.Descriptor);

    [Fact]
    public Task Lists_OfReforms_AreEmpty() => AreEmpty<Reforms.ReformGrpcService>(ReformService.Descriptor);

    [Fact]
    public Task Lists_OfHealthResources_AreEmpty() => AreEmpty<HealthResources.HealthResourceGrpcService>(HealthResourceService.Descriptor);

    private static async Task AreEmpty<TService>(ServiceDescriptor domain)
        where TService : class
    {
        await using var service = new ProgramHost<TService>();
        foreach (var list in domain.Methods.Where(m => m.Name.StartsWith("List", StringComparison.Ordinal)).Select(m => new AnyRpc(service.Channel, m)))
        {
            var page = await list.PageAsync(0);
            Assert.Empty(AnyRpc.Items(page));
            Assert.Equal("0-", AnyRpc.Field<string>(page, "data_version"));
        }
    }
}
