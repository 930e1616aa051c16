using System.Net;
using System.Xml.Linq;
using Indicators.Testing;

namespace Indicators.Gateway.Tests.Charts;

/// <summary>What another site is told that embeds a chart.</summary>
public sealed class OembedTests(SuiteHost suite)
{
    [Theory]
    [InlineData("/indicators/beds?lang=en")]
    [InlineData("/v1/indicators/beds/chart.svg?lang=en")]
    [InlineData("/v1/indicators/beds/chart.png?lang=en")]
    public async Task Address_OfThisSite_IsAFrameThatAnswers(string path)
    {
        var url = Uri.EscapeDataString(new Uri(suite.Client.BaseAddress!, path).ToString());
        var answer = await suite.JsonAsync($"/v1/oembed?url={url}&maxwidth=500&maxheight=300");
        Assert.Equal(("rich", "1.0", "Beds in health institutions"), (answer.Text("type"), answer.Text("version"), answer.Text("title")));
        Assert.Equal((500, 300), (answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32()));
        var frame = XElement.Parse(answer.Text("html"));
        Assert.Equal(("iframe", "500", "300"), (frame.Name.LocalName, frame.Attribute("width")!.Value, frame.Attribute("height")!.Value));
        var chart = await suite.ChartAsync(new Uri(frame.Attribute("src")!.Value).PathAndQuery["/v1/indicators/".Length..]);
        Assert.Equal((500, 300), (chart.Number("width"), chart.Number("height")));
    }

    [Fact]
    public async Task Xml_IsTheSame()
    {
        var json = await suite.JsonAsync("/v1/oembed?url=/indicators/beds");
        var xml = XElement.Parse(await suite.Client.GetStringAsync("/v1/oembed?url=/indicators/beds&format=xml"));
        Assert.Equal(json.EnumerateObject().Select(m => $"{m.Name}={m.Value}"), xml.Elements().Select(e => $"{e.Name.LocalName}={e.Value}"));
    }

    [Theory]
    [InlineData("https://example.com/indicators/beds", HttpStatusCode.NotFound)]
    [InlineData("/indicators/bedz", HttpStatusCode.NotFound)]
    [InlineData("/releases", HttpStatusCode.NotFound)]
    [InlineData("javascript:alert(1)", HttpStatusCode.NotFound)]
    [InlineData("/v1/indicators/beds/chart.svg?width=0", HttpStatusCode.BadRequest)]
    public async Task Address_ThatIsNoChart_IsRefused(string url, HttpStatusCode status) =>
        Assert.NotEqual("", (await suite.JsonAsync($"/v1/oembed?url={Uri.EscapeDataString(url)}", status)).GetProperty("errors")[0].Text("messageZh"));

    [Fact]
    public async Task Title_InTheFrame_IsEscaped()
    {
        var answer = await suite.JsonAsync($"/v1/oembed?url={Uri.EscapeDataString("/v1/indicators/beds/chart.svg?period=2022&lang=en\"><b>")}", HttpStatusCode.BadRequest);
        Assert.Equal("lang", answer.GetProperty("errors")[0].Text("parameter"));
    }
}
