using System.Net;
using System.Text.Json;
using Indicators.Data.V1;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Search of the catalog, profiles and availability over the seeds.</summary>
public sealed class CatalogSearchTests(SuiteHost suite)
{
    [Theory]
    [InlineData("床位", "beds")]
    [InlineData("beds", "beds")]
    [InlineData("%E5%BA%8A%E4%BD%8D%20beds", "beds")]
    public async Task Search_WordsInChineseOrEnglish_FindThePlainIndicatorNearTheTop(string query, string code)
    {
        var found = await suite.ItemsAsync($"/v1/indicators?q={query}&pageSize=20");
        Assert.Contains(code, found.Select(i => i.Text("code")));
    }

    [Fact]
    public async Task Search_Facets_CountWhatTheFilterThenFinds()
    {
        var page = await suite.JsonAsync("/v1/indicators?q=医院&pageSize=1");
        foreach (var facet in new[] { "service", "unit", "area", "frequency" })
        {
            foreach (var value in page.GetProperty("facets").GetProperty(facet).EnumerateArray().Take(3))
            {
                var found = await suite.AllPagesAsync($"/v1/indicators?q=医院&{facet}={value.Text("value")}&pageSize=7");
                Assert.Equal(value.GetProperty("count").GetInt32(), found.Count);
            }
        }
    }

    [Fact]
    public async Task Search_NothingFound_IsAnEmptyPage()
    {
        var page = await suite.JsonAsync("/v1/indicators?q=zebra");
        Assert.Empty(page.GetProperty("items").EnumerateArray());
        Assert.Equal("", page.Text("pageToken"));
    }

    [Theory]
    [InlineData("q=%EF%BC%8C", "q", "no_word")]
    [InlineData("unit=bedz", "unit", "invalid_value")]
    [InlineData("service=reform", "service", "invalid_value")]
    [InlineData("frequency=week", "frequency", "invalid_value")]
    [InlineData("area=CN-XX", "area", "unknown_code")]
    public async Task Search_BadValue_IsRefusedByName(string query, string parameter, string code)
    {
        var error = (await suite.JsonAsync($"/v1/indicators?{query}", HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal((parameter, code), (error.Text("parameter"), error.Text("code")));
        Assert.NotEqual("", error.Text("hint"));
    }

    [Fact]
    public async Task Search_TooLong_IsRefused()
    {
        var error = (await suite.JsonAsync($"/v1/indicators?q={new string('a', 101)}", HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal("query_too_long", error.Text("code"));
    }

    [Fact]
    public async Task Profile_Always_AgreesWithTheFigures()
    {
        var profile = await suite.JsonAsync("/v1/indicators/key_specialty_projects");
        var figures = (await suite.AllPagesAsync("/v1/observations?indicator=key_specialty_projects")).ConvertAll(f => JsonDocument.Parse(f).RootElement);
        Assert.Equal(figures.Select(f => f.Text("area")).Distinct().Order(StringComparer.Ordinal), profile.GetProperty("areas").EnumerateArray().Select(a => a.Text("area")));
        Assert.Equal(figures.Select(f => f.Text("kind")).Distinct().Order(), profile.GetProperty("kinds").EnumerateArray().Select(k => k.GetString()).Order());
        Assert.Equal(figures.Select(f => f.Text("frequency")).Distinct().Order(), profile.GetProperty("frequencies").EnumerateArray().Select(k => k.GetString()).Order());
        Assert.Equal(figures.Sum(f => f.GetProperty("revision").GetInt32()), profile.GetProperty("revisionCount").GetInt32());
        Assert.Equal(figures.Count(f => f.Text("status") == "disputed"), profile.GetProperty("disputedCount").GetInt32());
        var releases = profile.GetProperty("releases").EnumerateArray().Select(r => r.Text("id")).ToHashSet();
        Assert.Superset(figures.Select(f => f.GetProperty("source").Text("release")).ToHashSet(), releases);
        Assert.Contains("tier", profile.GetProperty("dimensions").EnumerateArray().Select(d => d.Text("key")));
    }

    [Fact]
    public async Task Profile_OfEveryIndicator_IsThere()
    {
        foreach (var indicator in await suite.AllPagesAsync("/v1/indicators"))
        {
            var code = JsonDocument.Parse(indicator).RootElement.Text("code");
            var profile = await suite.JsonAsync($"/v1/indicators/{code}");
            Assert.True(profile.GetProperty("seriesCount").ValueKind == JsonValueKind.Number, code);
        }
    }

    [Fact]
    public async Task Availability_OfASelection_CountsItsFigures()
    {
        const string Query = "indicator=beds,key_specialty_projects&kind=actual";
        var page = await suite.JsonAsync($"/v1/availability?{Query}&pageSize=1000");
        var figures = await suite.AllPagesAsync($"/v1/observations?{Query}");
        Assert.Equal(figures.Count, page.GetProperty("observationCount").GetInt32());
        Assert.Equal(figures.Count, page.GetProperty("items").EnumerateArray().Sum(s => s.GetProperty("observationCount").GetInt32()));
        foreach (var component in page.GetProperty("components").EnumerateArray())
        {
            Assert.Equal(figures.Count, component.GetProperty("values").EnumerateArray().Sum(v => v.GetProperty("observationCount").GetInt32()));
        }
    }

    [Fact]
    public async Task Availability_ValuesThatMayBeAdded_AddWhatTheySay()
    {
        const string Query = "indicator=key_specialty_projects&area=CN&kind=target";
        var page = await suite.JsonAsync($"/v1/availability?{Query}&mode=available");
        var selected = page.GetProperty("observationCount").GetInt32();
        var kinds = page.GetProperty("components").EnumerateArray().Single(c => c.Text("name") == "kind").GetProperty("values").EnumerateArray();
        var actual = kinds.Single(v => v.Text("value") == "actual");
        Assert.True(actual.GetProperty("addable").GetBoolean());
        var wider = await suite.JsonAsync($"/v1/availability?{Query},actual");
        Assert.Equal(selected + actual.GetProperty("observationCount").GetInt32(), wider.GetProperty("observationCount").GetInt32());

        // Another service's indicator would add figures too.
        var indicators = page.GetProperty("components").EnumerateArray().Single(c => c.Text("name") == "indicator").GetProperty("values").EnumerateArray();
        Assert.Contains(indicators, v => v.GetProperty("addable").GetBoolean() && v.Text("value") == "county_level2_hospitals_per_county");
    }

    [Fact]
    public async Task Availability_OverGrpc_IsTheSame()
    {
        var data = new IndicatorDataService.IndicatorDataServiceClient(suite.Channel);
        var request = new GetAvailabilityRequest { Selection = new() { Areas = { "CN" } }, PageSize = 3 };
        var answer = await data.GetAvailabilityAsync(request, cancellationToken: TestContext.Current.CancellationToken);
        var page = await suite.JsonAsync("/v1/availability?area=CN&pageSize=3");
        Assert.Equal(answer.ObservationCount, page.GetProperty("observationCount").GetInt64());
        Assert.Equal(answer.Series.Select(s => s.Indicator), page.GetProperty("items").EnumerateArray().Select(s => s.Text("indicator")));
        Assert.Equal(answer.DataVersion, page.Text("dataVersion"));
    }

    [Theory]
    [InlineData("mode=all", "mode")]
    [InlineData("period=2023..2020", "period")]
    [InlineData("latest=1", "latest")]
    [InlineData("asOf=2090-01-01", "asOf")]
    public async Task Availability_BadValue_IsRefusedByName(string query, string parameter)
    {
        var error = (await suite.JsonAsync($"/v1/availability?{query}", HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal(parameter, error.Text("parameter"));
    }
}
