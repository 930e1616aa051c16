using System.Text.Json;
using Indicators.Contracts;
using Indicators.Data.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Series with what they hold, and the values of each part of a selection.</summary>
internal static class AvailabilityJson
{
    private static readonly JsonEncodedText Indicator = Json.Encode("indicator");
    private static readonly TextColumns Name = new("name");
    private static readonly JsonEncodedText Service = Json.Encode("service");
    private static readonly JsonEncodedText KindsName = Json.Encode("kinds");
    private static readonly JsonEncodedText Periods = Json.Encode("periods");
    private static readonly JsonEncodedText ObservationCount = Json.Encode("observationCount");
    private static readonly JsonEncodedText SeriesCount = Json.Encode("seriesCount");
    private static readonly JsonEncodedText Components = Json.Encode("components");
    private static readonly JsonEncodedText NameName = Json.Encode("name");
    private static readonly JsonEncodedText Values = Json.Encode("values");
    private static readonly JsonEncodedText Value = Json.Encode("value");
    private static readonly TextColumns ValueText = new("value");
    private static readonly JsonEncodedText Addable = Json.Encode("addable");

    public static void Write(RowWriter rows, AvailableSeries series)
    {
        var (json, indicator) = (rows.Json, rows.Catalog.IndicatorsByCode.GetValueOrDefault(series.Indicator));
        rows.Code(Indicator, series.Indicator);
        rows.Name(Name, indicator?.Name ?? EncodedText.Empty);
        json.WriteString(Service, indicator?.ServiceName ?? default);
        AreaJson.WriteCells(rows, series.Area);
        DimensionsJson.Write(rows, series.Dimensions);
        ProfileJson.WriteTexts(json, KindsName, series.Kinds.Select(Enums.Kinds.Encoded));
        json.WriteStartArray(Periods);
        foreach (var period in series.Periods)
        {
            json.WriteStringValue(period);
        }

        json.WriteEndArray();
        json.WriteNumber(ObservationCount, series.ObservationCount);
    }

    /// <summary>The counts of the whole selection and the values of its parts, under the series of a page.</summary>
    public static void WriteTotals(RowWriter rows, GetAvailabilityResponse response)
    {
        var json = rows.Json;
        json.WriteNumber(SeriesCount, response.SeriesCount);
        json.WriteNumber(ObservationCount, response.ObservationCount);
        json.WriteStartArray(Components);
        foreach (var component in response.Components)
        {
            json.WriteStartObject();
            json.WriteString(NameName, component.Name);
            json.WriteStartArray(Values);
            foreach (var value in component.Values)
            {
                json.WriteStartObject();
                json.WriteString(Value, value.Code);
                if (NameOf(rows, component.Name, value.Code) is { } name)
                {
                    rows.Name(ValueText, name);
                }

                json.WriteNumber(ObservationCount, value.ObservationCount);
                json.WriteBoolean(Addable, value.Addable);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static EncodedText? NameOf(RowWriter rows, string component, string code) => component switch
    {
        "indicator" => rows.Catalog.IndicatorsByCode.GetValueOrDefault(code)?.Name,
        "area" => EncodedCodes.Areas.GetValueOrDefault(code),
        _ when CodeLists.DimensionValues.TryGetValue((component[(component.IndexOf('.') + 1)..], code), out var value) =>
            new EncodedText(value.ValueName),
        _ => null,
    };
}
