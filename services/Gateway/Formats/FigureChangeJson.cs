using System.Text.Json;
using Indicators.Data.V1;

namespace Indicators.Gateway.Formats;

/// <summary>What happened to a figure as a flat row: the number after, and the one before in columns of its own.</summary>
internal static class FigureChangeJson
{
    private static readonly JsonEncodedText ChangeName = Json.Encode("change");
    private static readonly StatementCells After = new("value", "qualifier", "publishedValue", "publishedUnit");
    private static readonly StatementCells Before = new("oldValue", "oldQualifier", "oldPublishedValue", "oldPublishedUnit");
    private static readonly JsonEncodedText ReasonName = Json.Encode("reason");
    private static readonly TextColumns Note = new("note");
    private static readonly JsonEncodedText OldSource = Json.Encode("oldSource");

    public static void Write(RowWriter rows, FigureChange change)
    {
        rows.Json.WriteString(ChangeName, Enums.ChangeTypes.Encoded(change.Type));
        FigureKeyJson.Write(rows, change.Indicator, change.Area, change.Period, change.Dimensions, change.Kind, change.Unit);
        After.Write(rows, change.After);
        Before.Write(rows, change.Before);
        rows.Json.WriteString(ReasonName, Enums.ReplacementReasons.Encoded(change.Reason));
        rows.Text(Note, change.Note);
        SourceJson.Write(rows, SourceJson.Name, change.After?.Source);
        SourceJson.Write(rows, OldSource, change.Before?.Source);
    }
}
