using Indicators.CountyHospitals.V1;
using Indicators.Types.V1;

namespace Indicators.Services.Tests;

public sealed class CountyHospitalTests(SeededSuite suite) : ServiceBehaviour(suite, "county-hospitals", CountyHospitalService.Descriptor)
{
    private CountyHospitalService.CountyHospitalServiceClient Client => new(Channel);

    [Theory]
    [InlineData("county_hospital_level2_capability_share", "2022-12-31", "87.7")]
    [InlineData("county_hospital_level3_capability_share", "2022-12-31", "45.6")]
    [InlineData("county_level_hospital_level2_share", "2020", "84")]
    public async Task Capability_Seeds_AreShares(string indicator, string period, string value)
    {
        var figures = (await Client.ListCapabilityAsync(new())).Observations;
        var share = Assert.Single(figures, o => o.Indicator == indicator && o.Period.Code == period);
        Assert.Equal((value, "percent", Kind.Actual, "CN"), (share.Value, share.Unit, share.Kind, share.Area));
    }

    [Fact]
    public async Task Targets_Seeds_AreTargetsAndNormsOnly()
    {
        var targets = (await Client.ListTargetsAsync(new())).Observations;
        Assert.All(targets, o => Assert.True(o.Kind is Kind.Target or Kind.Norm));
        var thousand = Assert.Single(targets, o => o.Indicator == "county_hospitals_at_level3_capability");
        Assert.Equal(("1000", Qualifier.AtLeast, "2025", 1), (thousand.Value, thousand.Qualifier, thousand.Period.Code, thousand.AlsoStatedBy.Count));
        Assert.Equal(8, targets.Count);
    }

    [Fact]
    public async Task ThousandCounties_Seeds_Are1233AndTwoCities()
    {
        var counties = (await Client.ListThousandCountiesAsync(new())).Observations;
        Assert.Equal([("CN", "1233"), ("CN-140100", "2"), ("CN-140800", "9")], counties.Select(o => (o.Area, o.Value)));
    }

    [Fact]
    public async Task Centers_Seeds_AreFiveClinicalAndFiveEmergency()
    {
        var centers = (await Client.ListCentersAsync(new())).Centers;
        Assert.Equal(10, centers.Count);
        Assert.Equal(5, centers.Count(c => c.Group == "clinical_service"));
        Assert.Equal("胸痛中心", (await Client.GetCenterAsync(new() { Id = "cc-06" })).Center.Name.Zh);
    }
}
