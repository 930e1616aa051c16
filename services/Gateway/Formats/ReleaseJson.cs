using System.Text.Json;
using Google.Protobuf.Collections;

namespace Indicators.Gateway.Formats;

/// <summary>A release as a row.</summary>
internal static class ReleaseJson
{
    private static readonly JsonEncodedText Id = Json.Encode("id");
    private static readonly TextColumns Title = new("title");
    private static readonly TextColumns Issuer = new("issuer");
    private static readonly JsonEncodedText DocumentNumber = Json.Encode("documentNumber");
    private static readonly JsonEncodedText IssuedOn = Json.Encode("issuedOn");
    private static readonly JsonEncodedText PublishedOn = Json.Encode("publishedOn");
    private static readonly JsonEncodedText PublishedBy = Json.Encode("publishedBy");
    private static readonly JsonEncodedText Url = Json.Encode("url");
    private static readonly JsonEncodedText EvidenceName = Json.Encode("evidence");
    private static readonly JsonEncodedText Preliminary = Json.Encode("preliminary");
    private static readonly JsonEncodedText Revises = Json.Encode("revises");
    private static readonly TextColumns Note = new("note");
    private static readonly JsonEncodedText KnownFrom = Json.Encode("knownFrom");
    private static readonly JsonEncodedText ServicesName = Json.Encode("services");
    private static readonly JsonEncodedText ObservationCount = Json.Encode("observationCount");
    private static readonly JsonEncodedText RegisterRowCount = Json.Encode("registerRowCount");
    private static readonly JsonEncodedText ContentHash = Json.Encode("contentHash");
    private static readonly JsonEncodedText StoredAt = Json.Encode("storedAt");

    public static void Write(RowWriter rows, ReleaseEntry entry)
    {
        var (json, release) = (rows.Json, entry.Release);
        json.WriteString(Id, entry.Id);
        rows.Text(Title, entry.Title);
        rows.Text(Issuer, entry.Issuer);
        json.WriteString(DocumentNumber, entry.DocumentNumber);
        json.WriteString(IssuedOn, release.IssuedOn);
        json.WriteString(PublishedOn, release.PublishedOn);
        json.WriteString(PublishedBy, entry.PublishedBy);
        json.WriteString(Url, entry.Url);
        json.WriteString(EvidenceName, Enums.Evidences.Encoded(release.Evidence));
        json.WriteBoolean(Preliminary, release.Preliminary);
        WriteList(json, Revises, release.Revises);
        rows.Text(Note, release.Note);
        json.WriteString(KnownFrom, release.KnownFrom);
        WriteList(json, ServicesName, release.Services);
        json.WriteNumber(ObservationCount, release.ObservationCount);
        json.WriteNumber(RegisterRowCount, release.RegisterRowCount);
        json.WriteString(ContentHash, release.ContentHash);
        json.WriteString(StoredAt, release.StoredAt);
    }

    private static void WriteList(Utf8JsonWriter json, JsonEncodedText name, RepeatedField<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
