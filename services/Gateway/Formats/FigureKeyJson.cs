using System.Text.Json;
using Google.Protobuf.Collections;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>The cells that name a figure, and its unit, in a row that is no observation.</summary>
internal static class FigureKeyJson
{
    private static readonly JsonEncodedText IndicatorName = Json.Encode("indicator");
    private static readonly TextColumns Name = new("name");
    private static readonly JsonEncodedText Service = Json.Encode("service");
    private static readonly JsonEncodedText PeriodName = Json.Encode("period");
    private static readonly JsonEncodedText PeriodStart = Json.Encode("periodStart");
    private static readonly JsonEncodedText PeriodEnd = Json.Encode("periodEnd");
    private static readonly JsonEncodedText FrequencyName = Json.Encode("frequency");
    private static readonly JsonEncodedText KindName = Json.Encode("kind");
    private static readonly JsonEncodedText Unit = Json.Encode("unit");
    private static readonly TextColumns UnitText = new("unit");

    public static void Write(
        RowWriter rows, string code, string area, Period period, RepeatedField<Dimension> dimensions, Kind kind, string unit)
    {
        var json = rows.Json;
        var indicator = rows.Catalog.IndicatorsByCode.GetValueOrDefault(code);
        rows.Code(IndicatorName, code);
        rows.Name(Name, indicator?.Name ?? EncodedText.Empty);
        json.WriteString(Service, indicator?.ServiceName ?? default);
        AreaJson.WriteCells(rows, area);
        json.WriteString(PeriodName, period.Code);
        json.WriteString(PeriodStart, period.Start);
        json.WriteString(PeriodEnd, period.End);
        json.WriteString(FrequencyName, Enums.Frequencies.Encoded(period.Frequency));
        DimensionsJson.Write(rows, dimensions);
        json.WriteString(KindName, Enums.Kinds.Encoded(kind));
        rows.Code(Unit, unit);
        rows.Name(UnitText, EncodedCodes.Units.GetValueOrDefault(unit) ?? EncodedText.Empty);
    }
}
