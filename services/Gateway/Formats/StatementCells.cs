using System.Text.Json;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>The cells of one statement: its number, how exactly it is stated, and how its document prints it.</summary>
/// <param name="value">Column of the number.</param>
/// <param name="qualifier">Column of its qualifier.</param>
/// <param name="publishedValue">Column of the number as printed.</param>
/// <param name="publishedUnit">Column of the unit as printed.</param>
internal sealed class StatementCells(string value, string qualifier, string publishedValue, string publishedUnit)
{
    private readonly JsonEncodedText valueName = Json.Encode(value);
    private readonly JsonEncodedText qualifierName = Json.Encode(qualifier);
    private readonly JsonEncodedText publishedValueName = Json.Encode(publishedValue);
    private readonly JsonEncodedText publishedUnitName = Json.Encode(publishedUnit);

    /// <summary>Null and empty cells where there is no statement.</summary>
    public void Write(RowWriter rows, Statement? statement)
    {
        rows.Decimal(valueName, statement?.Value ?? "");
        rows.Json.WriteString(qualifierName, Enums.Qualifiers.Encoded(statement?.Qualifier ?? default));
        rows.Json.WriteString(publishedValueName, statement?.PublishedValue ?? "");
        rows.Json.WriteString(publishedUnitName, statement?.PublishedUnit ?? "");
    }
}
