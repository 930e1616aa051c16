using System.Text.Json;
using Indicators.Data.V1;

namespace Indicators.Gateway.Formats;

/// <summary>A target: its figure as a row, then how it stands and what it is measured by.</summary>
internal static class TargetJson
{
    private static readonly JsonEncodedText State = Json.Encode("state");
    private static readonly TextColumns Reason = new("reason");
    private static readonly JsonEncodedText Gap = Json.Encode("gap");
    private static readonly JsonEncodedText ShareReached = Json.Encode("shareReached");
    private static readonly JsonEncodedText PaceSoFar = Json.Encode("paceSoFar");
    private static readonly JsonEncodedText PaceNeeded = Json.Encode("paceNeeded");
    private static readonly JsonEncodedText ActualValue = Json.Encode("actualValue");
    private static readonly JsonEncodedText ActualQualifier = Json.Encode("actualQualifier");
    private static readonly JsonEncodedText ActualPeriod = Json.Encode("actualPeriod");
    private static readonly JsonEncodedText ActualDerived = Json.Encode("actualDerived");
    private static readonly TextColumns ActualNote = new("actualNote");
    private static readonly JsonEncodedText ActualParts = Json.Encode("actualParts");

    /// <summary>The cells of a row, inside an object that the caller opens and closes.</summary>
    public static void Write(RowWriter rows, Target target)
    {
        var (json, actual) = (rows.Json, target.Actual ?? new TargetActual());
        ObservationJson.Write(rows, target.Figure);
        json.WriteString(State, Enums.TargetStates.Encoded(target.State));
        rows.Text(Reason, target.Reason);
        rows.Decimal(Gap, target.Gap);
        rows.Decimal(ShareReached, target.ShareReached);
        rows.Decimal(PaceSoFar, target.PaceSoFar);
        rows.Decimal(PaceNeeded, target.PaceNeeded);
        rows.Decimal(ActualValue, actual.Value);
        json.WriteString(ActualQualifier, Enums.Qualifiers.Encoded(actual.Qualifier));
        json.WriteString(ActualPeriod, actual.Period?.Code ?? "");
        json.WriteBoolean(ActualDerived, actual.Derived);
        rows.Text(ActualNote, actual.Note);
        json.WriteStartArray(ActualParts);
        foreach (var part in actual.Parts)
        {
            ObservationJson.WriteValue(rows, part);
        }

        json.WriteEndArray();
    }
}
