using System.Net;
using System.Xml.Linq;
using Indicators.Testing;

namespace Indicators.Gateway.Tests.Charts;

/// <summary>What is wrong is drawn where the picture would be, and nothing of it runs.</summary>
public sealed class ChartBadInputTests(SuiteHost suite)
{
    private const string Script = "<script>alert(1)</script>";

    [Theory]
    [InlineData("width=0", "width", "240")]
    [InlineData("width=100000", "width", "2000")]
    [InlineData("height=-1", "height", "160")]
    [InlineData("theme=blue", "theme", "light")]
    [InlineData("lang=fr", "lang", "zh")]
    [InlineData("type=pie", "type", "")]
    [InlineData("areas=CN-GDD", "areas", "CN-GD")]
    [InlineData("area=Beijing", "areas", "CN-BJ")]
    [InlineData("period=2022-13", "period", "2022")]
    [InlineData("asOf=2023-02-30", "asOf", "2023-02-28")]
    [InlineData("dimension.institution_type=hospitl", "dimension.institution_type", "hospital")]
    [InlineData("widht=300", "widht", "width")]
    public async Task WrongParameter_InAPicture_IsNamedWithValueAndNearest(string query, string parameter, string hint)
    {
        var picture = await suite.ChartAsync($"beds/chart.svg?{query}", HttpStatusCode.BadRequest);
        Assert.Contains(parameter, picture.Words());
        Assert.Contains(query.Split('=')[1], picture.Words());
        Assert.Contains(hint, picture.Words());
        Assert.Contains("图无法绘制 / The chart cannot be drawn", picture.Words());
    }

    [Fact]
    public async Task WrongParameter_AskedAsJson_IsAProblem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/indicators/beds/chart.svg?width=0") { Headers = { { "Accept", "application/json" } } };
        using var response = await suite.Client.SendAsync(request);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var error = (await Rest.JsonAsync(response, HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal(("width", "0", "240"), (error.Text("parameter"), error.Text("value"), error.Text("hint")));
    }

    [Theory]
    [InlineData("bedz/chart.svg", "beds")]
    [InlineData("bedz/chart.png", "beds")]
    public async Task UnknownIndicator_InAPicture_Is404WithTheNearest(string address, string hint) =>
        Assert.Contains(hint, (await suite.ChartAsync(address, HttpStatusCode.NotFound)).Words());

    [Fact]
    public async Task Script_InEveryParameter_IsTextAtMost()
    {
        foreach (var name in new[] { "width", "height", "lang", "theme", "type", "areas", "area", "period", "asOf", "dimension.tier", $"dimension.{Script}", Script })
        {
            using var response = await suite.Client.GetAsync($"/v1/indicators/beds/chart.svg?{Uri.EscapeDataString(name)}={Uri.EscapeDataString(Script)}");
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            AssertHarmless(await response.Content.ReadAsStringAsync());
        }

        using var unknown = await suite.Client.GetAsync($"/v1/indicators/{Uri.EscapeDataString("<script>")}/chart.svg");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        AssertHarmless(await unknown.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("%00%01%1f")]
    [InlineData("%ef%bf%be")]
    [InlineData("%f0%9f%98%80%ed%a0%80")]
    public async Task CharacterThatXmlCannotHold_InAValue_IsReplaced(string value) =>
        await suite.ChartAsync($"beds/chart.svg?theme={value}", HttpStatusCode.BadRequest);

    [Fact]
    public async Task OneUnknownAreaAmongSeveral_IsSaidBesideThePicture() =>
        Assert.Contains("CN-XX", (await suite.ChartAsync("beds/chart.svg?areas=CN,CN-XX")).Words());

    private static void AssertHarmless(string body)
    {
        Assert.DoesNotContain("<script", body, StringComparison.OrdinalIgnoreCase);
        var names = XElement.Parse(body).DescendantsAndSelf().Select(e => e.Name.LocalName).Distinct();
        Assert.Empty(names.Except(["svg", "title", "desc", "style", "rect", "text"]));
    }
}
