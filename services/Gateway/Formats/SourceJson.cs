using System.Text.Json;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Where something was read, with its release in full: a row can be quoted without a second call.</summary>
internal static class SourceJson
{
    public static readonly JsonEncodedText Name = Json.Encode("source");
    private static readonly JsonEncodedText ReleaseName = Json.Encode("release");
    private static readonly TextColumns Title = new("title");
    private static readonly TextColumns Issuer = new("issuer");
    private static readonly JsonEncodedText DocumentNumber = Json.Encode("documentNumber");
    private static readonly JsonEncodedText IssuedOn = Json.Encode("issuedOn");
    private static readonly JsonEncodedText PublishedOn = Json.Encode("publishedOn");
    private static readonly JsonEncodedText PublishedBy = Json.Encode("publishedBy");
    private static readonly JsonEncodedText Url = Json.Encode("url");
    private static readonly JsonEncodedText Locator = Json.Encode("locator");
    private static readonly JsonEncodedText EvidenceName = Json.Encode("evidence");

    public static void Write(RowWriter rows, JsonEncodedText column, Source? source)
    {
        rows.Json.WritePropertyName(column);
        WriteValue(rows, source);
    }

    public static void WriteValue(RowWriter rows, Source? source)
    {
        var json = rows.Json;
        if (source is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        WriteCells(rows, source);
        json.WriteEndObject();
    }

    /// <summary>The cells of a source, inside an object that the caller opens and closes.</summary>
    public static void WriteCells(RowWriter rows, Source source)
    {
        var json = rows.Json;
        var release = rows.Release(source.ReleaseId);
        json.WriteString(ReleaseName, release.Id);
        rows.Text(Title, release.Title);
        rows.Text(Issuer, release.Issuer);
        json.WriteString(DocumentNumber, release.DocumentNumber);
        json.WriteString(IssuedOn, release.Release.IssuedOn);
        json.WriteString(PublishedOn, release.Release.PublishedOn);
        json.WriteString(PublishedBy, release.PublishedBy);
        json.WriteString(Url, release.Url);
        json.WriteString(Locator, source.Locator);
        json.WriteString(EvidenceName, Enums.Evidences.Encoded(source.Evidence));
    }
}
