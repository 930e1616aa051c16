using System.Net;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Selections that contradict themselves, and bodies that are none.</summary>
public sealed class BadSelectionTests(SuiteHost suite)
{
    [Theory]
    [InlineData("updatedAfter=2023-02-30", "bad_date", "updatedAfter", "2023-02-28")]
    [InlineData("updatedAfter=2023-05-01&asOf=2023-04-01", "contradictory_dates", "updatedAfter", "2023-04-01")]
    [InlineData("asOf=2199-01-01", "day_to_come", "asOf", null)]
    [InlineData("updatedAfter=2199-01-01", "day_to_come", "updatedAfter", null)]
    [InlineData("period=top(3)&latest=2", "contradictory_latest", "latest", "3")]
    [InlineData("period=top(3),2022", "contradictory_periods", "period", "top(3)")]
    [InlineData("period=top(0)", "bad_period", "period", "top(1)")]
    [InlineData("period=top(99999)", "bad_period", "period", "top(10000)")]
    [InlineData("period=from(2022-13)", "bad_period", "period", "from(2022)")]
    [InlineData("period=from(..2018)", "bad_period", "period", null)]
    [InlineData("change=qoq", "invalid_value", "change", "yoy")]
    [InlineData("indicator=beds&sort=valeu", "unknown_sort", "sort", "value")]
    [InlineData("indicator=beds&sort=value,-value", "repeated_sort", "sort", "value")]
    [InlineData("sort=value", "sort_across_services", "sort", null)]
    [InlineData("estimate=yes", "invalid_value", "estimate", null)]
    [InlineData("offset=-1", "invalid_value", "offset", "0")]
    [InlineData("offset=100001", "invalid_value", "offset", "100000")]
    [InlineData("limit=1001", "invalid_value", "limit", "1000")]
    [InlineData("page=0", "invalid_value", "page", "1")]
    [InlineData("page=2000&limit=1000", "bad_page", "page", "101")]
    [InlineData("limit=5&pageSize=6", "contradictory_paging", "limit", "pageSize=6")]
    [InlineData("page=2&offset=6", "contradictory_paging", "page", null)]
    [InlineData("offset=6&pageToken=x", "contradictory_paging", "offset", null)]
    [InlineData("page=2&pageToken=x", "contradictory_paging", "page", null)]
    public async Task Selection_ThatCannotBe_IsNamedWithTheNearestValidOne(string query, string code, string parameter, string? hint)
    {
        var error = (await suite.JsonAsync($"/v1/observations?{query}", HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal((code, parameter), (error.Text("code"), error.Text("parameter")));
        Assert.NotEqual("", error.Text("messageZh"));
        Assert.NotEqual("", error.Text("messageEn"));
        Assert.Equal(hint ?? error.Text("hint"), error.Text("hint"));
    }

    [Fact]
    public async Task Contradiction_OfTwo_NamesBoth()
    {
        var error = (await suite.JsonAsync("/v1/observations?updatedAfter=2023-05-01&asOf=2023-04-01", HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Contains("updatedAfter", error.Text("messageEn"));
        Assert.Contains("asOf", error.Text("messageEn"));
    }

    [Theory]
    [InlineData("", "not_json", "body")]
    [InlineData("[]", "not_an_object", "body")]
    [InlineData("""{"indicator": "beds",}""", "not_json", "body")]
    [InlineData("""{"indicater": "beds"}""", "unknown_member", "indicater")]
    [InlineData("""{"indicator": {"code": "beds"}}""", "invalid_value", "indicator")]
    [InlineData("""{"indicator": [["beds"]]}""", "invalid_value", "indicator")]
    [InlineData("""{"indicator": []}""", "invalid_value", "indicator")]
    [InlineData("""{"latest": [1, 2]}""", "invalid_value", "latest")]
    [InlineData("""{"latest": 1.5}""", "invalid_value", "latest")]
    [InlineData("""{"latest": true}""", "invalid_value", "latest")]
    [InlineData("""{"dimension": "national"}""", "invalid_value", "dimension")]
    [InlineData("""{"dimension": {"teir": "national"}}""", "unknown_dimension", "dimension.teir")]
    [InlineData("""{"area": "CN", "area": "CN-GD"}""", "repeated_member", "area")]
    [InlineData("""{"indicator": "bedz"}""", "unknown_code", "indicator")]
    public async Task Body_ThatIsNoSelection_IsNamed(string body, string code, string parameter)
    {
        using var response = await suite.PostAsync("/v1/observations", body);
        var error = (await Rest.JsonAsync(response, HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal((code, parameter), (error.Text("code"), error.Text("parameter")));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(20_000)]
    public async Task Body_NestedDeep_IsRefused(int depth)
    {
        using var response = await suite.PostAsync("/v1/observations", $"{{\"indicator\": {new string('[', depth)}{new string(']', depth)}}}");
        Assert.Equal("too_deep", (await Rest.JsonAsync(response, HttpStatusCode.BadRequest)).GetProperty("errors")[0].Text("code"));
    }

    [Fact]
    public async Task Body_Of10Megabytes_IsRefusedWithTheLimit()
    {
        using var response = await suite.PostAsync("/v1/observations", $"{{\"indicator\": \"{new string('x', 10_000_000)}\"}}");
        var error = (await Rest.JsonAsync(response, HttpStatusCode.RequestEntityTooLarge)).GetProperty("errors")[0];
        Assert.Equal(("body", "65536"), (error.Text("parameter"), error.Text("hint")));
    }

    [Fact]
    public async Task Body_OfAnotherType_IsRefused()
    {
        using var response = await suite.PostAsync("/v1/observations", "indicator=beds", "application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Body_BesideAQuery_IsRefused()
    {
        using var response = await suite.PostAsync("/v1/observations?indicator=beds", """{"indicator": "beds"}""");
        var error = (await Rest.JsonAsync(response, HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal(("parameter_beside_body", "indicator"), (error.Text("code"), error.Text("parameter")));
    }
}
