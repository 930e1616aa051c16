using System.Text.Json;
using Indicators.Data.V1;

namespace Indicators.Gateway.Formats;

/// <summary>A published number with its time as a flat row.</summary>
internal static class VintageJson
{
    private static readonly StatementCells Stated = new("value", "qualifier", "publishedValue", "publishedUnit");
    private static readonly JsonEncodedText StatusName = Json.Encode("status");
    private static readonly JsonEncodedText KnownFrom = Json.Encode("knownFrom");
    private static readonly JsonEncodedText KnownUntil = Json.Encode("knownUntil");
    private static readonly JsonEncodedText ReplacedBy = Json.Encode("replacedBy");
    private static readonly JsonEncodedText ReasonName = Json.Encode("reason");
    private static readonly TextColumns ReasonText = new("reasonText");
    private static readonly JsonEncodedText Preliminary = Json.Encode("preliminary");
    private static readonly JsonEncodedText SeriesBreak = Json.Encode("seriesBreak");
    private static readonly TextColumns Note = new("note");

    public static void Write(RowWriter rows, GetObservationHistoryResponse history, Vintage vintage)
    {
        var json = rows.Json;
        FigureKeyJson.Write(rows, history.Indicator, history.Area, vintage.Period, history.Dimensions, vintage.Kind, history.Unit);
        Stated.Write(rows, vintage.Statement);
        json.WriteString(StatusName, Enums.VintageStatuses.Encoded(vintage.Status));
        json.WriteString(KnownFrom, vintage.KnownFrom);
        json.WriteString(KnownUntil, vintage.KnownUntil);
        json.WriteString(ReplacedBy, vintage.ReplacedBy);
        json.WriteString(ReasonName, Enums.ReplacementReasons.Encoded(vintage.Reason));
        rows.Text(ReasonText, vintage.ReasonText);
        json.WriteBoolean(Preliminary, vintage.Preliminary);
        json.WriteBoolean(SeriesBreak, vintage.SeriesBreak);
        rows.Text(Note, vintage.Note);
        SourceJson.Write(rows, SourceJson.Name, vintage.Statement.Source);
    }
}
