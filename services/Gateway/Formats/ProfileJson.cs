using System.Text.Json;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>An indicator with what its figures are.</summary>
internal static class ProfileJson
{
    private static readonly JsonEncodedText Areas = Json.Encode("areas");
    private static readonly JsonEncodedText FrequenciesName = Json.Encode("frequencies");
    private static readonly JsonEncodedText KindsName = Json.Encode("kinds");
    private static readonly JsonEncodedText Dimensions = Json.Encode("dimensions");
    private static readonly JsonEncodedText Key = Json.Encode("key");
    private static readonly TextColumns KeyText = new("key");
    private static readonly JsonEncodedText Values = Json.Encode("values");
    private static readonly JsonEncodedText Value = Json.Encode("value");
    private static readonly TextColumns ValueText = new("value");
    private static readonly JsonEncodedText Releases = Json.Encode("releases");
    private static readonly JsonEncodedText SeriesCount = Json.Encode("seriesCount");
    private static readonly JsonEncodedText RevisionCount = Json.Encode("revisionCount");
    private static readonly JsonEncodedText DisputedCount = Json.Encode("disputedCount");

    /// <param name="rows">Where to.</param>
    /// <param name="item">The indicator, and what its service says of its figures; null where the service does not answer.</param>
    public static void Write(RowWriter rows, (IndicatorEntry Entry, IndicatorProfile? Profile) item)
    {
        var (json, indicator, profile) = (rows.Json, item.Entry.Indicator, item.Profile ?? new IndicatorProfile());
        IndicatorJson.Write(rows, item.Entry);
        json.WriteStartArray(Areas);
        foreach (var area in indicator.Areas)
        {
            json.WriteStartObject();
            AreaJson.WriteCells(rows, area);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, FrequenciesName, indicator.Frequencies.Select(Enums.Frequencies.Encoded));
        WriteTexts(json, KindsName, profile.Kinds.Select(Enums.Kinds.Encoded));
        WriteDimensions(rows, profile);
        WriteReleases(rows, profile);
        WriteCount(json, SeriesCount, item.Profile?.SeriesCount);
        WriteCount(json, RevisionCount, item.Profile?.RevisionCount);
        WriteCount(json, DisputedCount, item.Profile?.DisputedCount);
    }

    /// <summary>A list of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter json, JsonEncodedText name, IEnumerable<JsonEncodedText> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteDimensions(RowWriter rows, IndicatorProfile profile)
    {
        var json = rows.Json;
        json.WriteStartArray(Dimensions);
        foreach (var dimension in profile.Dimensions)
        {
            json.WriteStartObject();
            json.WriteString(Key, dimension.Key);
            rows.Text(KeyText, CodeLists.DimensionKeys.GetValueOrDefault(dimension.Key));
            json.WriteStartArray(Values);
            foreach (var value in dimension.Values)
            {
                json.WriteStartObject();
                json.WriteString(Value, value);
                rows.Text(ValueText, CodeLists.DimensionValues.GetValueOrDefault((dimension.Key, value))?.ValueName);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteReleases(RowWriter rows, IndicatorProfile profile)
    {
        rows.Json.WriteStartArray(Releases);
        foreach (var id in profile.ReleaseIds)
        {
            rows.Json.WriteStartObject();
            ReleaseJson.Write(rows, rows.Release(id));
            rows.Json.WriteEndObject();
        }

        rows.Json.WriteEndArray();
    }

    private static void WriteCount(Utf8JsonWriter json, JsonEncodedText name, int? count)
    {
        if (count is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
