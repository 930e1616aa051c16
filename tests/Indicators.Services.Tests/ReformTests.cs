using Indicators.Reforms.V1;

namespace Indicators.Services.Tests;

public sealed class ReformTests(SeededSuite suite) : ServiceBehaviour(suite, "reforms", ReformService.Descriptor)
{
    private ReformService.ReformServiceClient Client => new(Channel);

    [Fact]
    public async Task ReformTasks_Seeds_AreTwentyInSixSectionsWithAgencies()
    {
        var tasks = (await Client.ListReformTasksAsync(new())).ReformTasks;
        Assert.Equal(Enumerable.Range(1, 20), tasks.Select(t => t.Number));
        Assert.Equal(6, tasks.Select(t => t.Section).Distinct().Count());
        Assert.All(tasks, t => Assert.NotEmpty(t.Agencies));
        Assert.Equal("国家卫生健康委", tasks[0].Agencies[0]);
        Assert.Contains("70%", tasks.Single(t => t.Number == 12).Target.En);
        Assert.Equal(7, tasks.Count(t => t.Target.Zh.Length > 0));
    }

    [Fact]
    public async Task ReformTasks_OfAnAgency_AreThoseThatNameIt()
    {
        var tasks = (await Client.ListReformTasksAsync(new() { Agency = "税务总局" })).ReformTasks;
        Assert.Equal([11, 15], tasks.Select(t => t.Number));
        await IsInvalid(() => Client.ListReformTasksAsync(new() { Agency = "国家医疗保障局" }).ResponseAsync, "agency", "国家医疗保障局", "国家医保局");
    }

    [Fact]
    public async Task ReformTasks_OfAnAgencyInEnglish_AreTheSame()
    {
        var tasks = (await Client.ListReformTasksAsync(new() { Agency = "State Taxation Administration" })).ReformTasks;
        Assert.Equal([11, 15], tasks.Select(t => t.Number));
        Assert.All(tasks, t => Assert.Equal(t.Agencies, t.AgencyNames.Select(a => a.Zh)));
    }

    [Fact]
    public async Task GuangdongTasks_Seeds_AreTen() =>
        Assert.Equal(Enumerable.Range(1, 10), (await Client.ListGuangdongTasksAsync(new())).GuangdongTasks.Select(t => t.Number));

    [Theory]
    [InlineData(2021, 10)]
    [InlineData(2022, 8)]
    [InlineData(2023, 11)]
    [InlineData(2024, 0)]
    [InlineData(2025, 1)]
    public async Task QualityGoals_OfAYear_AreThoseRead(int year, int count) =>
        Assert.Equal(count, (await Client.ListQualityGoalsAsync(new() { Years = { year } })).QualityGoals.Count);

    [Fact]
    public async Task QualityGoals_YearBeforeTheFirst_IsInvalidWithTheNearest()
    {
        await IsInvalid(() => Client.ListQualityGoalsAsync(new() { Years = { 1999 } }).ResponseAsync, "years", "1999", "2021");
        var beside = await Client.ListQualityGoalsAsync(new() { Years = { 2023, 1999 } });
        Assert.Equal(("years", "1999", "2021"), (beside.Warnings[0].Parameter, beside.Warnings[0].Value, beside.Warnings[0].Hint));
        Assert.Equal(11, beside.QualityGoals.Count);
    }

    [Fact]
    public async Task Tokens_OfTheSameListWithAnotherFilter_AreInvalid()
    {
        var goals = (await Client.ListQualityGoalsAsync(new() { Years = { 2023 }, PageSize = 1 })).NextPageToken;
        await IsInvalid(() => Client.ListQualityGoalsAsync(new() { Years = { 2021 }, PageToken = goals }).ResponseAsync, "page_token", goals);
        var tasks = (await Client.ListReformTasksAsync(new() { Agency = "税务总局", PageSize = 1 })).NextPageToken;
        await IsInvalid(() => Client.ListReformTasksAsync(new() { PageToken = tasks }).ResponseAsync, "page_token", tasks);
    }

    [Fact]
    public async Task HealthyChina_Seeds_Are52TasksOf4Areas()
    {
        var counts = (await Client.ListHealthyChinaCountsAsync(new())).Observations;
        Assert.Equal(["4", "52", "30"], counts.Select(o => o.Value));
    }

    [Fact]
    public async Task MultiCampusCriteria_Seeds_AreSevenInFiveNumbers()
    {
        var criteria = (await Client.ListMultiCampusCriteriaAsync(new())).MultiCampusCriteria;
        Assert.Equal([1, 2, 2, 3, 4, 4, 5], criteria.Select(c => c.Number));
        Assert.Equal(("bed_occupancy", ">", "90"), (criteria[1].Measure, criteria[1].Operator, criteria[1].Threshold));
    }
}
