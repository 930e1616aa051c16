using System.Text.Json;
using Indicators.Data.V1;
using Indicators.Gateway.Citations;

namespace Indicators.Gateway.Formats;

/// <summary>A citation in every style.</summary>
internal static class CitationJson
{
    private static readonly JsonEncodedText Address = Json.Encode("address");
    private static readonly JsonEncodedText Sha256 = Json.Encode("sha256");
    private static readonly JsonEncodedText CanonicalName = Json.Encode("canonicalForm");
    private static readonly JsonEncodedText ObservationCount = Json.Encode("observationCount");
    private static readonly JsonEncodedText Releases = Json.Encode("releases");
    private static readonly JsonEncodedText AccessedOn = Json.Encode("accessedOn");
    private static readonly JsonEncodedText GbT7714 = Json.Encode("gbt7714");
    private static readonly JsonEncodedText Apa = Json.Encode("apa");
    private static readonly JsonEncodedText BibTeX = Json.Encode("bibtex");
    private static readonly JsonEncodedText CslJson = Json.Encode("cslJson");

    public static void Write(RowWriter rows, Citation citation, IReadOnlyList<Warning> warnings)
    {
        var json = rows.Json;
        var isEnglish = !rows.Columns.Zh;
        json.WriteString(Address, citation.Address);
        json.WriteString(Sha256, citation.Figures.Hash);
        json.WriteString(CanonicalName, CanonicalForm.Name);
        json.WriteNumber(ObservationCount, citation.Figures.Count);
        json.WriteStartArray(Releases);
        foreach (var release in citation.Figures.Releases)
        {
            json.WriteStringValue(release.Id);
        }

        json.WriteEndArray();
        json.WriteString(AccessedOn, $"{citation.Accessed:yyyy-MM-dd}");
        json.WriteString(GbT7714, Styles.GbT7714(citation));
        json.WriteString(Apa, Styles.Apa(citation));
        json.WriteString(BibTeX, Styles.BibTeX(citation, isEnglish));
        json.WritePropertyName(CslJson);
        Styles.WriteCsl(json, citation, isEnglish);
        PageFooter.WriteWarnings(rows, warnings);
    }
}
