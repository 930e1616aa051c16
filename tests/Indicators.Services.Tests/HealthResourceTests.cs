using Indicators.Data.V1;
using Indicators.HealthResources.V1;
using Indicators.Types.V1;

namespace Indicators.Services.Tests;

public sealed class HealthResourceTests(SeededSuite suite) : ServiceBehaviour(suite, "health-resources", HealthResourceService.Descriptor)
{
    private HealthResourceService.HealthResourceServiceClient Client => new(Channel);

    [Fact]
    public async Task Beds_OfTheNation_AreThereForEveryYearFrom2015To2024()
    {
        var selection = new ObservationSelection { Indicators = { "beds" }, Areas = { "CN" }, Periods = { "2015..2024" } };
        var beds = (await new IndicatorDataService.IndicatorDataServiceClient(Channel).QueryObservationsAsync(new() { Selection = selection, PageSize = 1000 })).Observations
            .Where(o => o.Dimensions.Count == 0).ToList();
        Assert.Equal(Enumerable.Range(2015, 10), beds.Select(o => int.Parse(o.Period.Start[..4])));
        Assert.All(beds, o => Assert.InRange(o.Number, 7_000_000, 11_000_000));
    }

    [Fact]
    public async Task Latest_OfACity_IsTheNewestOfEachSeries()
    {
        var latest = (await Client.ListLatestResourcesAsync(new() { Areas = { "CN-440100" }, PageSize = 1000 })).Observations;
        var all = (await new IndicatorDataService.IndicatorDataServiceClient(Channel).QueryObservationsAsync(
            new() { Selection = new() { Areas = { "CN-440100" } }, PageSize = 1000 })).Observations;
        var newest = all.GroupBy(o => (o.Indicator, string.Join(';', o.Dimensions))).Select(s => s.MaxBy(o => o.Period.End));
        Assert.NotEmpty(latest);
        Assert.Equal(newest, latest);
    }

    [Fact]
    public async Task Latest_SeriesWithActualAndDerivedFigures_IsOneFigure()
    {
        var latest = (await Client.ListLatestResourcesAsync(new() { PageSize = 1000 })).Observations;
        Assert.Equal(latest.Count, latest.Select(o => (o.Indicator, o.Area, string.Join(';', o.Dimensions))).Distinct().Count());
        Assert.All(latest, o => Assert.True(o.Kind is Kind.Actual or Kind.Derived));
    }

    [Fact]
    public async Task Latest_UnknownArea_IsInvalidWithTheNearest() =>
        await IsInvalid(() => Client.ListLatestResourcesAsync(new() { Areas = { "CN-44010" } }).ResponseAsync, "areas", "CN-44010", "CN-440100");

    [Fact]
    public async Task Latest_UnknownAreaAmongKnown_IsAWarningBesideTheFigures()
    {
        var answer = await Client.ListLatestResourcesAsync(new() { Areas = { "CN", "CN-44010" } });
        Assert.All(answer.Observations, o => Assert.Equal("CN", o.Area));
        Assert.Equal(("areas", "CN-44010"), (Assert.Single(answer.Warnings).Parameter, answer.Warnings[0].Value));
    }
}
