using System.Text.Json;

namespace Indicators.Gateway.Formats;

/// <summary>An indicator with its definition.</summary>
internal static class IndicatorJson
{
    private static readonly JsonEncodedText Code = Json.Encode("code");
    private static readonly TextColumns Name = new("name");
    private static readonly TextColumns Definition = new("definition");
    private static readonly TextColumns Method = new("method");
    private static readonly JsonEncodedText Unit = Json.Encode("unit");
    private static readonly TextColumns UnitText = new("unit");
    private static readonly JsonEncodedText Decimals = Json.Encode("decimals");
    private static readonly JsonEncodedText DirectionName = Json.Encode("direction");
    private static readonly JsonEncodedText Service = Json.Encode("service");
    private static readonly JsonEncodedText ActualOf = Json.Encode("actualOf");
    private static readonly JsonEncodedText ObservationCount = Json.Encode("observationCount");
    private static readonly JsonEncodedText FirstPeriod = Json.Encode("firstPeriod");
    private static readonly JsonEncodedText LastPeriod = Json.Encode("lastPeriod");

    public static void Write(RowWriter rows, IndicatorEntry entry)
    {
        var (json, indicator) = (rows.Json, entry.Indicator);
        json.WriteString(Code, entry.Code);
        rows.Name(Name, entry.Name);
        rows.Text(Definition, indicator.Definition);
        rows.Text(Method, indicator.Method);
        rows.Code(Unit, indicator.Unit);
        rows.Name(UnitText, EncodedCodes.Units.GetValueOrDefault(indicator.Unit) ?? EncodedText.Empty);
        json.WriteNumber(Decimals, indicator.Decimals);
        json.WriteString(DirectionName, Enums.Directions.Encoded(indicator.Direction));
        json.WriteString(Service, entry.ServiceName);
        json.WriteString(ActualOf, indicator.ActualOf);
        json.WriteNumber(ObservationCount, indicator.ObservationCount);
        json.WriteString(FirstPeriod, indicator.FirstPeriod);
        json.WriteString(LastPeriod, indicator.LastPeriod);
    }
}
