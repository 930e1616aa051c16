using System.Text.Json;
using Indicators.Data.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Claims with what became of them.</summary>
internal static class VerificationJson
{
    private static readonly JsonEncodedText Result = Json.Encode("result");
    private static readonly TextColumns Explanation = new("explanation");
    private static readonly JsonEncodedText IndicatorName = Json.Encode("indicator");
    private static readonly TextColumns Name = new("name");
    private static readonly JsonEncodedText Period = Json.Encode("period");
    private static readonly JsonEncodedText Kind = Json.Encode("kind");
    private static readonly JsonEncodedText Claimed = Json.Encode("claimed");
    private static readonly JsonEncodedText ClaimedValue = Json.Encode("claimedValue");
    private static readonly JsonEncodedText ClaimedQualifier = Json.Encode("claimedQualifier");
    private static readonly JsonEncodedText Difference = Json.Encode("difference");
    private static readonly JsonEncodedText StatedValue = Json.Encode("statedValue");
    private static readonly JsonEncodedText StatedQualifier = Json.Encode("statedQualifier");
    private static readonly JsonEncodedText ReplacedBy = Json.Encode("replacedBy");
    private static readonly JsonEncodedText Figure = Json.Encode("figure");
    private static readonly JsonEncodedText Near = Json.Encode("near");

    /// <summary>The cells of a row, inside an object that the caller opens and closes.</summary>
    public static void Write(RowWriter rows, Verification verification)
    {
        var (json, claim, stated) = (rows.Json, verification.Claim, verification.Statement);
        json.WriteString(Result, Enums.VerifyResults.Encoded(verification.Result));
        rows.Text(Explanation, verification.Explanation);
        rows.Code(IndicatorName, claim.Indicator);
        rows.Name(Name, rows.Catalog.IndicatorsByCode.GetValueOrDefault(claim.Indicator)?.Name ?? EncodedText.Empty);
        AreaJson.WriteCells(rows, claim.Area);
        json.WriteString(Period, claim.Period);
        DimensionsJson.Write(rows, claim.Dimensions);
        json.WriteString(Kind, Enums.Kinds.Encoded(claim.Kind));
        json.WriteString(Claimed, claim.Value);
        rows.Decimal(ClaimedValue, verification.ClaimedValue);
        json.WriteString(ClaimedQualifier, Enums.Qualifiers.Encoded(verification.ClaimedQualifier));
        rows.Decimal(Difference, verification.Difference);
        rows.Decimal(StatedValue, stated?.Value ?? "");
        json.WriteString(StatedQualifier, Enums.Qualifiers.Encoded(stated?.Qualifier ?? default));
        SourceJson.Write(rows, SourceJson.Name, stated?.Source);
        json.WriteString(ReplacedBy, verification.ReplacedBy);
        ObservationJson.WriteMember(rows, Figure, verification.Figure);
        json.WriteStartArray(Near);
        foreach (var near in verification.Near)
        {
            ObservationJson.WriteValue(rows, near);
        }

        json.WriteEndArray();
    }

    /// <summary>All claims of a request in the order given.</summary>
    public static void Write(RowWriter rows, VerifyFiguresResponse answer)
    {
        rows.Json.WriteStartArray(Json.Items);
        foreach (var verification in answer.Verifications)
        {
            rows.Json.WriteStartObject();
            Write(rows, verification);
            rows.Json.WriteEndObject();
        }

        rows.Json.WriteEndArray();
    }
}
