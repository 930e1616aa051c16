using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>What the cells of a column hold.</summary>
internal enum CellType
{
    /// <summary>Text; empty: nothing to say.</summary>
    Text,

    /// <summary>An exact decimal number; empty: none.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>`true` or `false`.</summary>
    Flag,

    /// <summary>A whole day as `yyyy-MM-dd`; empty: unknown.</summary>
    Date,
}

/// <summary>Which of `labels`, `lang` and `change` a column is subject to.</summary>
[Flags]
internal enum ColumnPart
{
    /// <summary>Neither: it always stands.</summary>
    Plain = 0,

    /// <summary>A code, left out where only texts are asked for.</summary>
    Code = 1,

    /// <summary>A name, left out where only codes are asked for.</summary>
    Name = 2,

    /// <summary>Chinese.</summary>
    Zh = 4,

    /// <summary>English.</summary>
    En = 8,

    /// <summary>The change against another period, which stands where it was asked for.</summary>
    Change = 16,
}

/// <summary>One flat column of figures.</summary>
/// <param name="Name">Its header, stable for ever.</param>
/// <param name="Type">What its cells hold.</param>
/// <param name="Part">Whether `labels` and `lang` may leave it out.</param>
/// <param name="Title">What it is.</param>
/// <param name="Cell">Its cell of a figure; "" where it is empty.</param>
internal sealed record Column(string Name, CellType Type, ColumnPart Part, LocalizedText Title, Func<FigureTexts, Observation, string> Cell)
{
    public bool IsIn(Columns columns) =>
        (columns.Codes || !Part.HasFlag(ColumnPart.Code))
        && (columns.Names || !Part.HasFlag(ColumnPart.Name))
        && (columns.Change || !Part.HasFlag(ColumnPart.Change))
        && (columns.Zh || !Part.HasFlag(ColumnPart.Zh))
        && (columns.En || !Part.HasFlag(ColumnPart.En));
}
