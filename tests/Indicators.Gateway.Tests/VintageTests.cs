using System.Net;
using System.Text.Json;
using Indicators.Data.V1;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>What the seeds say was published before, what changed and what is disputed.</summary>
public sealed class VintageTests(SuiteHost suite)
{
    private const string Enrollees = "/v1/observations/history?indicator=basic_insurance_enrollees&area=CN";
    private const string Municipal = "indicator=key_specialty_projects&area=CN&dimension.funding=local&dimension.tier=municipal_county";

    private readonly IndicatorDataService.IndicatorDataServiceClient data = new(suite.Channel);

    [Fact]
    public async Task History_FlashReportReplacedByItsBulletin_ShowsBothWithTheirDays()
    {
        var rows = await suite.ItemsAsync($"{Enrollees}&period=2024");

        Assert.Equal(
            [
                "1326378300 2025-03-21..2025-07-13 revised by nhsa-bulletin-2024 (revised) of nhsa-flash-2024",
                "1326620800 2025-07-14.. shown by  () of nhsa-bulletin-2024",
            ],
            rows.Select(r => $"{r.GetProperty("value")} {r.Text("knownFrom")}..{r.Text("knownUntil")} {r.Text("status")} by {r.Text("replacedBy")} ({r.Text("reason")}) of {r.GetProperty("source").Text("release")}"));
        Assert.Contains("修订", rows[0].Text("reasonTextZh"));
        var then = Assert.Single(await suite.ItemsAsync("/v1/observations?indicator=basic_insurance_enrollees&area=CN&period=2024&asOf=2025-06-30&dimension.scheme="));
        Assert.Equal(("1326378300", "2025-07-13"), (then.GetProperty("value").GetRawText(), then.Text("knownUntil")));
    }

    [Fact]
    public async Task History_AllPeriods_AreInOrderOfPeriodThenDay()
    {
        var rows = await suite.ItemsAsync(Enrollees);
        var keys = rows.Select(r => (r.Text("periodStart"), r.Text("knownFrom"))).ToList();
        Assert.True(keys.Count > 3);
        Assert.Equal(keys.Order(), keys);
        Assert.All(rows, r => Assert.Equal("", r.Text("dimensions")));
        Assert.Equal(rows.Count, (await data.GetObservationHistoryAsync(new() { Indicator = "basic_insurance_enrollees", Area = "CN" })).Vintages.Count);
    }

    [Fact]
    public async Task Disputes_MunicipalSpecialties_NameBothSidesWithTheirSources()
    {
        var row = Assert.Single(await suite.ItemsAsync("/v1/disputes?indicator=key_specialty_projects"));
        var other = Assert.Single(row.GetProperty("alternatives").EnumerateArray());
        Assert.Equal(("10631", "diyi-health-2023-specialties", "press"), Side(row));
        Assert.Equal(("10637", "nhc-2023-04-13", "copy"), Side(other));

        var history = await suite.ItemsAsync($"/v1/observations/history?{Municipal}");
        Assert.Equal(["10637 disputed better_evidence", "10631 shown "], history.Select(r => $"{r.GetProperty("value")} {r.Text("status")} {r.Text("reason")}"));

        static (string, string, string) Side(JsonElement side) =>
            (side.GetProperty("value").GetRawText(), side.GetProperty("source").Text("release"), side.GetProperty("source").Text("evidence"));
    }

    [Fact]
    public async Task Disputes_OfTheSuite_AreAllFiguresWithAlternatives()
    {
        var disputed = await suite.AllPagesAsync("/v1/disputes?pageSize=2");
        var all = await suite.AllPagesAsync("/v1/observations?pageSize=1000");
        Assert.Equal(all.Where(r => JsonDocument.Parse(r).RootElement.GetProperty("alternatives").GetArrayLength() > 0), disputed);
    }

    [Fact]
    public async Task ReleaseChanges_OfABulletin_ReviseConfirmAndAdd()
    {
        var rows = (await suite.AllPagesAsync("/v1/releases/nhsa-bulletin-2024/changes?pageSize=5")).ConvertAll(r => JsonDocument.Parse(r).RootElement);
        var release = await suite.JsonAsync("/v1/releases/nhsa-bulletin-2024");
        Assert.Equal(release.GetProperty("observationCount").GetInt32(), rows.Count);
        Assert.Superset(new HashSet<string> { "added", "revised", "confirmed" }, rows.Select(r => r.Text("change")).ToHashSet());

        var enrollees = rows.First(r => r.Text("indicator") == "basic_insurance_enrollees" && r.Text("dimensions").Length == 0);
        Assert.Equal(("revised", "1326620800", "1326378300"), (enrollees.Text("change"), enrollees.GetProperty("value").GetRawText(), enrollees.GetProperty("oldValue").GetRawText()));
        Assert.Equal("nhsa-flash-2024", enrollees.GetProperty("oldSource").Text("release"));
        Assert.Equal(rows.Count, (await data.ListReleaseChangesAsync(new() { Id = "nhsa-bulletin-2024", PageSize = 1000 })).Changes.Count);
    }

    [Theory]
    [InlineData("2015-12-31", "2020-12-31")]
    [InlineData("2020-12-31", "2023-04-13")]
    [InlineData("2023-04-13", "2023-04-14")]
    [InlineData("2024-12-31", "2025-07-14")]
    [InlineData("2025-07-13", "2026-11-22")]
    [InlineData("2025-07-14", "2025-07-14")]
    public async Task Diff_BetweenTwoDays_IsTheDifferenceOfWhatWasKnown(string from, string to)
    {
        var before = await KnownAsync(from);
        var after = await KnownAsync(to);
        var expected = before.Keys.Union(after.Keys)
            .Select(key => (key, Old: before.GetValueOrDefault(key, "null "), New: after.GetValueOrDefault(key, "null ")))
            .Where(c => c.Old != c.New)
            .Select(c => $"{(c.Old == "null " ? "added" : c.New == "null " ? "withdrawn" : "revised")} {c.key}: {c.Old} -> {c.New}");
        var changes = new List<string>();
        for (var next = $"/v1/diff?from={from}&to={to}&pageSize=250"; next is not null;)
        {
            var page = await suite.JsonAsync(next);
            changes.AddRange(page.GetProperty("items").EnumerateArray().Select(r =>
                $"{r.Text("change")} {Key(r)}: {r.GetProperty("oldValue")} {r.Text("oldQualifier")} -> {r.GetProperty("value")} {r.Text("qualifier")}"));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(expected.Select(c => c.Replace("null", "")).Order(StringComparer.Ordinal), changes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Diff_BetweenVersions_IsEmptyOfOneAndRefusesOneNeverGiven()
    {
        var version = (await suite.JsonAsync("/v1/disputes")).Text("dataVersion");
        Assert.Empty(await suite.ItemsAsync($"/v1/diff?fromVersion={version}&toVersion={version}"));
        var unknown = await ErrorAsync($"/v1/diff?fromVersion={version}&toVersion=1.1.1.1.1.1-00000000");
        Assert.Equal(("unknown_data_version", "toVersion"), (unknown.Text("code"), unknown.Text("parameter")));
    }

    [Theory]
    [InlineData("/v1/diff?from=2025-01-01&to=2024-01-01", "from_after_to", "from", "from=2024-01-01&to=2025-01-01")]
    [InlineData("/v1/diff?from=2025-01-01&to=2199-01-01", "day_to_come", "to", null)]
    [InlineData("/v1/diff?from=2025-01-01", "missing_parameter", "to", null)]
    [InlineData("/v1/diff?from=2025-02-30&to=2025-03-01", "bad_date", "from", "2025-02-28")]
    [InlineData("/v1/diff?fromVersion=x&to=2025-03-01", "contradictory_parameters", "to", "")]
    [InlineData("/v1/diff?from=2025-01-01&to=2025-03-01&indicator=bedz", "unknown_code", "indicator", "beds")]
    [InlineData("/v1/observations/history?area=CN", "missing_parameter", "indicator", null)]
    [InlineData("/v1/observations/history?indicator=bedz&area=CN", "unknown_code", "indicator", "beds")]
    [InlineData("/v1/observations/history?indicator=beds,admissions&area=CN", "one_value", "indicator", "beds")]
    [InlineData("/v1/observations/history?indicator=beds&area=CN&dimension.teir=x", "unknown_dimension", "dimension.teir", "dimension.tier")]
    [InlineData("/v1/observations/history?indicator=beds&area=CN&period=2022..2018", "bad_period", "period", "2018..2022")]
    [InlineData("/v1/observations/history?indicator=beds&area=CN&pageSize=3", "unknown_parameter", "pageSize", null)]
    [InlineData("/v1/disputes?area=CN-GDD", "unknown_code", "area", "CN-GD")]
    public async Task Request_Bad_NamesTheParameterAndTheNearest(string address, string code, string parameter, string? hint)
    {
        var error = await ErrorAsync(address);
        Assert.Equal((code, parameter, hint ?? error.Text("hint")), (error.Text("code"), error.Text("parameter"), error.Text("hint")));
        Assert.NotEqual("", error.Text("messageZh"));
    }

    [Theory]
    [InlineData("/v1/observations/history?indicator=key_specialty_projects&area=CN&dimension.funding=central", "dimension", "funding=local;tier=provincial")]
    [InlineData("/v1/observations/history?indicator=key_specialty_projects&area=CN-XZ", "area", "CN")]
    [InlineData("/v1/releases/nhsa-buletin-2024/changes", "id", "nhsa-bulletin-2024")]
    public async Task Unknown_SeriesOrRelease_Is404NamingWhatThereIs(string address, string parameter, string hint)
    {
        var error = (await suite.JsonAsync(address, HttpStatusCode.NotFound)).GetProperty("errors")[0];
        Assert.Equal(parameter, error.Text("parameter"));
        Assert.Contains(hint, error.Text("hint"));
    }

    private async Task<JsonElement> ErrorAsync(string address) => (await suite.JsonAsync(address, HttpStatusCode.BadRequest)).GetProperty("errors")[0];

    private async Task<Dictionary<string, string>> KnownAsync(string day)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var next = $"/v1/observations?asOf={day}&pageSize=1000"; next is not null;)
        {
            var page = await suite.JsonAsync(next);
            foreach (var row in page.GetProperty("items").EnumerateArray())
            {
                known.Add(Key(row), $"{row.GetProperty("value")} {row.Text("qualifier")}");
            }

            next = page.GetProperty("next").GetString();
        }

        return known;
    }

    private static string Key(JsonElement row) => $"{row.Text("indicator")} {row.Text("area")} {row.Text("dimensions")} {row.Text("period")} {row.Text("kind")}";
}
