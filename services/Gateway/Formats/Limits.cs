namespace Indicators.Gateway.Formats;

/// <summary>The published limits of each format.</summary>
internal static class Limits
{
    /// <summary>Most rows of one CSV or NDJSON file.</summary>
    public const int FileRows = 2_000_000;

    /// <summary>Most rows of one sheet: the rows that a spreadsheet has, without the header.</summary>
    public const int SheetRows = 1_048_575;

    /// <summary>Most cells of one JSON-stat cube, empty ones included: a reader unfolds them all.</summary>
    public const int CubeCells = 250_000;
}
