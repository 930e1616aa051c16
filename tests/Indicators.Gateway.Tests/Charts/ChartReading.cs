using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Indicators.Gateway.Charts;
using Indicators.Testing;

namespace Indicators.Gateway.Tests.Charts;

/// <summary>Pictures as their readers take them apart.</summary>
internal static class ChartReading
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static async Task<XElement> ChartAsync(this SuiteHost suite, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await suite.Client.GetAsync($"/v1/indicators/{address}");
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{address}: {response.StatusCode}: {body}");
        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType!.MediaType);
        return XElement.Parse(body);
    }

    public static IEnumerable<XElement> All(this XElement chart, string name) => chart.Descendants(Svg + name);

    public static string Words(this XElement chart) => string.Join(' ', chart.All("text").Select(t => t.Value));

    /// <summary>The marks of figures by what they say.</summary>
    public static List<string> Marks(this XElement chart) => [.. chart.All("g").Where(g => (string?)g.Attribute("class") == "mark").Select(g => g.Element(Svg + "title")!.Value)];

    /// <summary>How many paths have this class.</summary>
    public static int Paths(this XElement chart, string style) => chart.All("path").Count(p => (string?)p.Attribute("class") == style);

    /// <summary>Pieces of the lines between figures: each goes from one figure to the next and is drawn 2 pixels wide.</summary>
    public static int Pieces(this XElement chart, bool dashed) => chart.All("path")
        .Where(p => (string?)p.Attribute("stroke-width") == "2" && (p.Attribute("stroke-dasharray")!.Value != "none") == dashed)
        .Sum(p => p.Attribute("d")!.Value.Count(c => c == 'L'));

    public static double Number(this XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>Where each text stands, by the estimate that the picture was laid out with, less the rounding of its place.</summary>
    public static List<(string Text, Box Place)> Places(this XElement chart) => [.. chart.All("text").Where(t => t.Value.Length > 0).Select(t =>
    {
        var (size, width) = (t.Number("font-size"), TextWidth.Of(t.Value, t.Number("font-size")));
        var left = t.Number("x") - (width * t.Attribute("text-anchor")!.Value switch { "middle" => 0.5, "end" => 1, _ => 0 });
        return (t.Value, new Box(left + 0.2, t.Number("y") - (size * 0.8), width - 0.4, size * 0.9));
    })];
}
