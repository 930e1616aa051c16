using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;
using Indicators.Contracts;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Charts;

/// <summary>What another site needs to embed a chart: a rich oEmbed answer with a frame of the picture's address.</summary>
internal sealed record Oembed(string Title, string Provider, string Origin, string Source, int Width, int Height)
{
    private const string Pages = "/indicators/";
    private const string Pictures = "/v1/indicators/";

    private string Html => $"<iframe src=\"{WebUtility.HtmlEncode(Source)}\" width=\"{Width}\" height=\"{Height}\" title=\"{WebUtility.HtmlEncode(Title)}\" loading=\"lazy\" "
        + "style=\"border:0;max-width:100%\"></iframe>";

    private IEnumerable<(string Name, object Value)> Members =>
        [("type", "rich"), ("version", "1.0"), ("title", Title), ("provider_name", Provider), ("provider_url", Origin + "/"), ("html", Html), ("width", Width), ("height", Height)];

    /// <summary>Of an address of this site: a page of an indicator or a chart.</summary>
    /// <exception cref="Grpc.Core.RpcException">It is none of them (NOT_FOUND).</exception>
    /// <exception cref="RequestRefusedException">The query of the chart is wrong.</exception>
    public static Oembed Of(Ask ask, string url, int mostWidth, int mostHeight)
    {
        var http = ask.Http.Request;
        var origin = $"{http.Scheme}://{http.Host}";
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var site)
            || !Uri.TryCreate(site, url, out var address)
            || address.Authority != site.Authority
            || address.Scheme is not ("http" or "https")
            || CodeOf(Uri.UnescapeDataString(address.AbsolutePath)) is not { } code
            || !ask.State.Catalog.IndicatorsByCode.TryGetValue(code, out var indicator))
        {
            throw Errors.NotFound("url", url, $"{origin}{Pages}{Nearest.To(CodeOf(url) ?? "", ask.State.Catalog.IndicatorsByCode.Keys)}".TrimEnd('/'));
        }

        var isPage = address.AbsolutePath.StartsWith(Pages, StringComparison.Ordinal);
        var chart = Arguments.Of(Pairs(address.Query, isPage), ChartRequest.Parameters, ask.Faults);
        ask.Faults.ThrowIfAny();
        var width = Math.Min(chart.Number(ChartRequest.WidthParameter, ChartRequest.UsualWidth), mostWidth);
        var height = Math.Min(chart.Number(ChartRequest.HeightParameter, Math.Max(360, width * 5 / 8)), mostHeight);
        var query = chart.Write(new StringBuilder(), ChartRequest.WidthParameter, ChartRequest.HeightParameter);
        query.Append(query.Length > 0 ? "&" : "").Append(System.Globalization.CultureInfo.InvariantCulture, $"width={width}&height={height}");
        var words = new ChartWords(chart.One(ChartRequest.LangParameter) != "en");
        return new(words.Of(indicator.Indicator.Name), words.Of(Gateway.Pages.Words.Suite), origin, $"{origin}{Pictures}{code}/chart.svg?{query}", width, height);
    }

    public byte[] Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (name, value) in Members)
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    public byte[] Xml()
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("oembed");
            foreach (var (name, value) in Members)
            {
                xml.WriteElementString(name, $"{value}");
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static string? CodeOf(string path) =>
        path.StartsWith(Pages, StringComparison.Ordinal) ? path[Pages.Length..]
        : !path.StartsWith(Pictures, StringComparison.Ordinal) ? null
        : path.EndsWith("/chart.svg", StringComparison.Ordinal) || path.EndsWith("/chart.png", StringComparison.Ordinal) ? path[Pictures.Length..^"/chart.svg".Length]
        : null;

    // A page has parameters of its own; of these the chart takes those that it knows.
    private static IEnumerable<(string Name, string Value)> Pairs(string query, bool isPage)
    {
        foreach (var pair in new Microsoft.AspNetCore.WebUtilities.QueryStringEnumerable(query))
        {
            var name = pair.DecodeName().ToString();
            if (!isPage || ChartRequest.Parameters.Any(p => p.Name == name || (p.Family && name.StartsWith(p.Name, StringComparison.Ordinal) && name.Length > p.Name.Length)))
            {
                yield return (name, pair.DecodeValue().ToString());
            }
        }
    }
}
