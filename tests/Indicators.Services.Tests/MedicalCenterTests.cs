using Indicators.Data.V1;
using Indicators.MedicalCenters.V1;
using Indicators.Types.V1;

namespace Indicators.Services.Tests;

public sealed class MedicalCenterTests(SeededSuite suite) : ServiceBehaviour(suite, "medical-centers", MedicalCenterService.Descriptor)
{
    private MedicalCenterService.MedicalCenterServiceClient Client => new(Channel);

    [Fact]
    public async Task NationalCenters_Seeds_AreThirteenWith24Hosts()
    {
        var centers = (await Client.ListNationalCentersAsync(new())).NationalCenters;
        Assert.Equal(Enumerable.Range(1, 13), centers.Select(c => c.Number));
        Assert.Equal(24, centers.Sum(c => c.Hosts.Count));
        Assert.All(centers, c => Assert.NotEmpty(c.Hosts));
        Assert.All(centers, c => Assert.True(c.Specialty is { Zh.Length: > 0, En.Length: > 0 }));
    }

    [Fact]
    public async Task RegionalCenters_Seeds_AreTheSixHostsOfTheChildrens() =>
        Assert.Equal(6, (await Client.ListRegionalCentersAsync(new())).RegionalCenters.Count);

    [Fact]
    public async Task RegionalProjectCounts_OfTheNation_SetStated76BesideItemised38()
    {
        var counts = (await Client.ListRegionalProjectCountsAsync(new() { PageSize = 1000 })).RegionalProjectCounts;
        var totals = counts.Where(c => c is { Area: "CN", Batches: "" }).ToList();
        Assert.Equal(["2022", "2023-04-13"], totals.Select(c => c.Stated.Period.Code));
        Assert.All(totals, c => Assert.Equal(("76", 38, 10), (c.Stated.Value, c.Itemised, c.ItemisedUncertain)));
    }

    [Theory]
    [InlineData(Inclusion.Yes, 38)]
    [InlineData(Inclusion.Probable, 2)]
    [InlineData(Inclusion.Unknown, 8)]
    public async Task RegionalProjects_ByInclusion_AreCounted(Inclusion inclusion, int count) =>
        Assert.Equal(count, (await Client.ListRegionalProjectsAsync(new() { CountsIn76 = { inclusion } })).RegionalProjects.Count);

    [Fact]
    public async Task RegionalProjects_UnknownAreaOrBatch_IsInvalidWithTheNearest()
    {
        await IsInvalid(() => Client.ListRegionalProjectsAsync(new() { Areas = { "CN-FU" } }).ResponseAsync, "areas", "CN-FU");
        await IsInvalid(() => Client.ListRegionalProjectsAsync(new() { Batches = { "6" } }).ResponseAsync, "batches", "6", "5");
        await IsInvalid(() => Client.ListRegionalProjectsAsync(new() { CountsIn76 = { (Inclusion)9 } }).ResponseAsync, "counts_in_76", "9");
    }

    [Theory]
    [InlineData("372", Qualifier.Exact)]
    [InlineData("1400", Qualifier.MoreThan)]
    [InlineData("300", Qualifier.MoreThan)]
    public async Task Techniques_Seeds_AreStated(string value, Qualifier qualifier)
    {
        var answer = await new IndicatorDataService.IndicatorDataServiceClient(Channel).QueryObservationsAsync(new() { PageSize = 1000 });
        Assert.Contains(answer.Observations, o => o.Value == value && o.Qualifier == qualifier && o.Indicator.Contains("technique", StringComparison.Ordinal));
    }
}
