using System.Collections.Frozen;
using System.Globalization;
using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>The declared codes that figures may use; compiled in, so that every process knows the same ones.</summary>
public static class CodeLists
{
    /// <summary>Areas by code: `CN`, provinces by ISO 3166-2, cities and counties by GB/T 2260.</summary>
    public static FrozenDictionary<string, Area> Areas { get; } = Load("areas", (t, r) => new Area
    {
        Code = t.Cell(r, "code"),
        Gb2260 = t.Cell(r, "gb2260"),
        Iso31662 = t.Cell(r, "iso3166_2"),
        Level = t.Cell(r, "level"),
        Parent = t.Cell(r, "parent"),
        Name = Text(t, r, "name"),
        Note = Text(t, r, "note"),
    }).ToFrozenDictionary(a => a.Code, StringComparer.Ordinal);

    /// <summary>Base units by code.</summary>
    public static FrozenDictionary<string, Unit> Units { get; } =
        Load("units", (t, r) => new Unit(t.Cell(r, "code"), Text(t, r, "name"), t.Cell(r, "symbol")))
            .ToFrozenDictionary(u => u.Code, StringComparer.Ordinal);

    /// <summary>Factor from a unit as published to a base unit: (`万人`, `persons`) is 10,000.</summary>
    public static FrozenDictionary<(string Published, string Unit), decimal> PublishedUnits { get; } =
        Load("published_units", (t, r) => (Key: (t.Cell(r, "published"), t.Cell(r, "unit")), Factor: decimal.Parse(t.Cell(r, "factor"), CultureInfo.InvariantCulture)))
            .ToFrozenDictionary(u => u.Key, u => u.Factor);

    /// <summary>Dimension values by (key, value).</summary>
    public static FrozenDictionary<(string Key, string Value), DimensionValue> DimensionValues { get; } =
        Load("dimensions", (t, r) => new DimensionValue(t.Cell(r, "key"), t.Cell(r, "value"), Text(t, r, "key_name"), Text(t, r, "value_name")))
            .ToFrozenDictionary(d => (d.Key, d.Value));

    /// <summary>Declared dimension keys with their names.</summary>
    public static FrozenDictionary<string, LocalizedText> DimensionKeys { get; } =
        DimensionValues.Values.GroupBy(d => d.Key).ToFrozenDictionary(g => g.Key, g => g.First().KeyName, StringComparer.Ordinal);

    internal static IEnumerable<T> Load<T>(string list, Func<CsvTable, CsvRow, T> read)
    {
        using var stream = typeof(CodeLists).Assembly.GetManifestResourceStream($"codes/{list}.csv")
            ?? throw new InvalidOperationException($"The code list {list}.csv is not compiled in.");
        var table = CsvTable.Read(stream);
        return table.Rows.Select(row => read(table, row)).ToList();
    }

    private static LocalizedText Text(CsvTable table, CsvRow row, string column) =>
        new() { Zh = table.Cell(row, column + "_zh"), En = table.Cell(row, column + "_en") };
}

/// <summary>A base unit.</summary>
public sealed record Unit(string Code, LocalizedText Name, string Symbol);

/// <summary>A declared value of a dimension with the names of both.</summary>
public sealed record DimensionValue(string Key, string Value, LocalizedText KeyName, LocalizedText ValueName);
