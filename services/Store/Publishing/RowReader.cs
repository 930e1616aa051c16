using System.Globalization;
using Indicators.Contracts;

namespace Indicators.Store.Publishing;

/// <summary>Reads the cells of one row and notes what is wrong with them by file, row and column.</summary>
internal sealed class RowReader(string file, CsvTable table, CsvRow row, FaultList faults)
{
    public string Text(string column) => table.Cell(row, column);

    /// <summary>A cell that must not be blank.</summary>
    public string Required(string column)
    {
        var value = Text(column);
        if (string.IsNullOrWhiteSpace(value))
        {
            Fault(column, value, "不能为空。", "This cell must not be blank.");
        }

        return value;
    }

    /// <summary>A cell that must hold one of a few words; the fallback where it does not.</summary>
    public T OneOf<T>(string column, IReadOnlyDictionary<string, T> words, T fallback)
    {
        var value = Text(column);
        if (words.TryGetValue(value, out var known))
        {
            return known;
        }

        Fault(column, value, $"须为：{string.Join("、", words.Keys)}。", $"This is one of: {string.Join(", ", words.Keys)}.", Nearest.To(value, words.Keys));
        return fallback;
    }

    /// <summary>`true` or blank.</summary>
    public bool Flag(string column) => OneOf(column, Words.Flags, false);

    /// <summary>An exact decimal in plain digits; null where it is none.</summary>
    public decimal? Decimal(string column)
    {
        var value = Text(column);
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(value, plain, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Fault(column, value, "须为不带分隔符的十进制数。", "This is no plain decimal number without separators.", value.Replace(",", "", StringComparison.Ordinal) is var bare && decimal.TryParse(bare, plain, CultureInfo.InvariantCulture, out _) ? bare : "");
        return null;
    }

    public void Fault(string column, string value, string zh, string en, string hint = "") => faults.Add(file, row.Number, column, value, zh, en, hint);

    public void NotOwned(string column, string value, string zh, string en, string hint) => faults.AddNotOwned(file, row.Number, column, value, zh, en, hint);
}
