namespace Indicators.Store.Registers;

/// <summary>A register: its file is `<paramref name="Name"/>.csv`, its table carries the same name, and its columns stand between `id` and `locator`.</summary>
public sealed record RegisterSpec(string Name, IReadOnlyList<RegisterColumn> Columns);

/// <summary>A column of a register file and table.</summary>
/// <param name="Name">Name in the file and in the table.</param>
/// <param name="Type">What its cells hold.</param>
/// <param name="Required">Whether a blank cell is a fault.</param>
/// <param name="Allowed">The only valid values, where they are few.</param>
/// <param name="References">Register of the same package or store whose ids the cells name.</param>
public sealed record RegisterColumn(
    string Name, ColumnType Type, bool Required = false, IReadOnlyList<string>? Allowed = null, string References = "");

/// <summary>What the cells of a register column hold. Blank means not known, whatever the type.</summary>
public enum ColumnType
{
    /// <summary>Text as it stands.</summary>
    Text,

    /// <summary>A whole number; stored as 0 where blank.</summary>
    Integer,

    /// <summary>An exact decimal, stored as text.</summary>
    Decimal,

    /// <summary>A full or partial ISO 8601 date.</summary>
    Date,

    /// <summary>A code of the list of areas.</summary>
    Area,
}
