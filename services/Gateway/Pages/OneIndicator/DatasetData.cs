using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Indicators.Contracts;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.OneIndicator;

/// <summary>An indicator as schema.org describes a data set, for search engines.</summary>
internal static class DatasetData
{
    // It stands inside HTML: this encoder writes `<`, `>` and `&` as escapes, so that no text of a document ends the element.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly (string Format, string Type)[] Files =
    [
        ("csv", "text/csv"), ("json", "application/json"), ("ndjson", "application/x-ndjson"), ("jsonstat", "application/json"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ];

    /// <summary>JSON-stat holds figures of one kind at a time: that of the newest one.</summary>
    public static string KindFor(string format, Observation? newest) =>
        format == "jsonstat" && newest is not null ? $"&kind={Enums.Kinds.Text(newest.Kind)}" : "";

    public static string Write(Ask ask, Indicator indicator, Observation? newest, IReadOnlyList<Release> releases)
    {
        var reader = PageRoutes.ReaderOf(ask);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org/");
            json.WriteString("@type", "Dataset");
            json.WriteString("@id", $"{reader.Origin}/indicators/{indicator.Code}");
            json.WriteString("url", reader.Origin + reader.Here);
            json.WriteString("identifier", indicator.Code);
            json.WriteString("name", reader.Of(indicator.Name));
            json.WriteString("alternateName", reader.IsEnglish ? indicator.Name.Zh : indicator.Name.En);
            json.WriteString("description", reader.Of(IndicatorModel.Describe(indicator)));
            json.WriteString("inLanguage", reader.HtmlLang);
            json.WriteString("license", "https://creativecommons.org/licenses/by/4.0/");
            json.WriteBoolean("isAccessibleForFree", true);
            WriteCoverage(json, indicator, reader);
            WriteVariable(json, indicator, reader);
            WriteFiles(json, indicator, newest, reader);
            WriteDocuments(json, releases, reader);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static void WriteCoverage(Utf8JsonWriter json, Indicator indicator, Reader reader)
    {
        if (indicator.FirstPeriod.Length > 0 && Periods.TryParse(indicator.FirstPeriod, out var first) && Periods.TryParse(indicator.LastPeriod, out var last))
        {
            json.WriteString("temporalCoverage", $"{first.Start}/{last.End}");
        }

        json.WriteStartArray("spatialCoverage");
        foreach (var area in indicator.Areas)
        {
            json.WriteStartObject();
            json.WriteString("@type", "Place");
            json.WriteString("name", reader.Area(area));
            json.WriteString("identifier", area);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteVariable(Utf8JsonWriter json, Indicator indicator, Reader reader)
    {
        json.WriteStartObject("variableMeasured");
        json.WriteString("@type", "PropertyValue");
        json.WriteString("name", reader.Of(indicator.Name));
        json.WriteString("unitText", reader.Unit(indicator.Unit));
        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, Indicator indicator, Observation? newest, Reader reader)
    {
        json.WriteStartArray("distribution");
        foreach (var (format, type) in Files)
        {
            json.WriteStartObject();
            json.WriteString("@type", "DataDownload");
            json.WriteString("encodingFormat", type);
            json.WriteString("contentUrl", $"{reader.Origin}/v1/observations?indicator={indicator.Code}&format={format}{KindFor(format, newest)}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDocuments(Utf8JsonWriter json, IReadOnlyList<Release> releases, Reader reader)
    {
        if (releases.Select(r => r.KnownFrom).Max(StringComparer.Ordinal) is { Length: > 0 } changed)
        {
            json.WriteString("dateModified", changed);
        }

        json.WriteStartArray("creator");
        foreach (var issuer in releases.Select(r => r.Issuer).DistinctBy(i => i.Zh))
        {
            json.WriteStartObject();
            json.WriteString("@type", "Organization");
            json.WriteString("name", reader.Of(issuer));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("isBasedOn");
        foreach (var release in releases)
        {
            json.WriteStartObject();
            json.WriteString("@type", "CreativeWork");
            json.WriteString("name", reader.Of(release.Title));
            json.WriteString("url", release.Url.Length > 0 ? release.Url : $"{reader.Origin}/releases/{release.Id}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
