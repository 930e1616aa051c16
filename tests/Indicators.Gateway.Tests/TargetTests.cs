using System.Text.Json;
using Indicators.Data.V1;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>The targets of the seeds beside what measures them.</summary>
public sealed class TargetTests(SuiteHost suite)
{
    [Fact]
    public async Task NationalProjects_OfTwoSources_AreMeasuredByTheirSum()
    {
        var target = Assert.Single(await suite.ItemsAsync("/v1/targets?indicator=key_specialty_projects&due=2025"), t => t.Text("dimensions") == "tier=national");
        Assert.Equal("750 610 140 81.33", Numbers(target, "value", "actualValue", "gap", "shareReached"));
        Assert.Equal(("at_least", "behind", "2022-12-31", true), (target.Text("qualifier"), target.Text("state"), target.Text("actualPeriod"), target.GetProperty("actualDerived").GetBoolean()));
        var parts = target.GetProperty("actualParts").EnumerateArray().ToList();
        Assert.Equal(["508", "102"], parts.Select(p => p.GetProperty("value").GetRawText()));
        Assert.All(parts, p => Assert.NotEqual("", p.GetProperty("source").Text("titleZh")));
        Assert.Contains("508", target.Text("actualNoteEn"));
        Assert.Equal("cctv-2023-specialties", target.GetProperty("source").Text("release"));
    }

    [Fact]
    public async Task CountyHospitals_OfAnotherBase_AreNeverCompared()
    {
        var targets = await suite.ItemsAsync("/v1/targets?service=county-hospitals");
        Assert.NotEmpty(targets);
        Assert.All(targets, t => Assert.Equal(("not_comparable", "null", 0), (t.Text("state"), Numbers(t, "gap"), t.GetProperty("actualParts").GetArrayLength())));
        var perCounty = targets.Where(t => t.Text("indicator") == "county_level2_hospitals_per_county").ToList();
        Assert.Equal(2, perCounty.Count);
        Assert.All(perCounty, t => Assert.Contains("县级医院", t.Text("reasonZh")));
        Assert.All(perCounty, t => Assert.Contains("the published share of 2022 is of county hospitals (县医院) alone", t.Text("reasonEn")));
    }

    [Theory]
    [InlineData("reached", "tier=municipal_county")]
    [InlineData("behind", "tier=provincial")]
    public async Task State_OfTheSeeds_SelectsItsTargets(string state, string dimensions)
    {
        var targets = await suite.ItemsAsync($"/v1/targets?service=key-specialties&state={state}");
        Assert.Contains(targets, t => t.Text("dimensions") == dimensions);
        Assert.All(targets, t => Assert.Equal(state, t.Text("state")));
    }

    [Fact]
    public async Task EveryTargetOfTheSeeds_HasAStateAReasonAndItsDocument()
    {
        var targets = await suite.ItemsAsync("/v1/targets");
        Assert.Equal((await suite.ItemsAsync("/v1/observations?kind=target")).Count, targets.Count);
        Assert.Equal(["behind", "no_actual", "not_comparable", "reached"], targets.Select(t => t.Text("state")).Distinct().Order());
        Assert.All(targets, t => Assert.NotEqual(("", ""), (t.Text("reasonZh"), t.Text("reasonEn"))));
        Assert.All(targets, t => Assert.NotEqual("", t.GetProperty("source").Text("titleZh")));
    }

    [Fact]
    public async Task Pace_BeforeTheDueDay_SaysWhatIsStillNeeded()
    {
        var target = Assert.Single(await suite.ItemsAsync("/v1/targets?indicator=key_specialty_projects&asOf=2023-12-31"), t => t.Text("dimensions") == "tier=national");
        Assert.Equal("46.67 null", Numbers(target, "paceNeeded", "paceSoFar"));
        Assert.Empty(await suite.ItemsAsync("/v1/targets?indicator=key_specialty_projects&asOf=2023-06-30"));
    }

    [Fact]
    public async Task Answer_OfToday_IsTaggedByItsDayAndTheSameByGrpc()
    {
        using var response = await suite.Client.GetAsync("/v1/targets?pageSize=1000");
        Assert.NotNull(response.Headers.ETag);
        var rest = (await Rest.JsonAsync(response, System.Net.HttpStatusCode.OK)).GetProperty("items").EnumerateArray();
        var grpc = await new IndicatorDataService.IndicatorDataServiceClient(suite.Channel).ListTargetsAsync(new ListTargetsRequest());
        Assert.Equal(rest.Select(t => $"{t.Text("indicator")} {t.Text("dimensions")} {t.Text("reasonEn")}"), grpc.Targets.Select(Line));
        Assert.Contains(grpc.Releases, r => r.Id == "cctv-2023-specialties");

        static string Line(Target t) => $"{t.Figure.Indicator} {string.Join(';', t.Figure.Dimensions.Select(d => $"{d.Key}={d.Value}"))} {t.Reason.En}";
    }

    [Theory]
    [InlineData("state=behnd", "state", "behind")]
    [InlineData("service=key-specialty", "service", "key-specialties")]
    [InlineData("due=2025-13", "due", "2025")]
    [InlineData("due=2025..2020", "due", "2020..2025")]
    [InlineData("asOf=2023", "asOf", "2023-12-31")]
    [InlineData("area=广东", "area", "CN-GD")]
    public async Task Parameter_Wrong_IsNamedWithTheNearest(string query, string parameter, string hint)
    {
        var problem = await suite.JsonAsync($"/v1/targets?{query}", System.Net.HttpStatusCode.BadRequest);
        var error = problem.GetProperty("errors").EnumerateArray().First();
        Assert.Equal((parameter, hint), (error.Text("parameter"), error.Text("hint")));
    }

    private static string Numbers(JsonElement row, params string[] members) => string.Join(' ', members.Select(m => row.GetProperty(m).GetRawText()));
}
