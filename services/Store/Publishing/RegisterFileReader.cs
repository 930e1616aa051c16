using System.Globalization;
using Indicators.Contracts;
using Indicators.Store.Registers;

namespace Indicators.Store.Publishing;

/// <summary>Checks a register file against the columns that the service declares.</summary>
internal sealed class RegisterFileReader(FaultList faults)
{
    private static readonly string[] Last = ["locator", "note_zh", "note_en"];

    private readonly Dictionary<string, HashSet<string>> ids = new(StringComparer.Ordinal);
    private readonly List<(RowReader Cells, RegisterColumn Column, string Value)> references = [];

    public static IEnumerable<string> Header(RegisterSpec spec) => [.. spec.Columns.Select(c => c.Name).Prepend("id"), .. Last];

    public PackageRegister Read(RegisterSpec spec, CsvTable table)
    {
        var rows = new List<IReadOnlyList<object>>(table.Rows.Count);
        var own = ids[spec.Name] = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var cells = new RowReader(spec.Name + ".csv", table, row, faults);
            var id = cells.Required("id");
            if (!own.Add(id))
            {
                cells.Fault("id", id, "本文件中有两行用同一个编号。", "Two rows of this file carry the same id.");
            }

            rows.Add([id, .. spec.Columns.Select(c => Cell(cells, c)), cells.Required("locator"), cells.Text("note_zh"), cells.Text("note_en")]);
        }

        return new PackageRegister(spec, rows);
    }

    /// <summary>Checks what rows name of other registers, once all files are read.</summary>
    public void CheckReferences(Func<string, IEnumerable<string>> stored)
    {
        foreach (var (cells, column, value) in references)
        {
            var known = stored(column.References).Concat(ids.GetValueOrDefault(column.References) ?? []).ToList();
            if (!known.Contains(value))
            {
                cells.Fault(column.Name, value, $"登记册 {column.References} 没有这个编号。", $"The register {column.References} has no such id.", Nearest.To(value, known));
            }
        }
    }

    private object Cell(RowReader cells, RegisterColumn column)
    {
        var value = column.Required ? cells.Required(column.Name) : cells.Text(column.Name);
        if (value.Length == 0)
        {
            return column.Type == ColumnType.Integer ? 0L : "";
        }

        if (column.Allowed is { } allowed && !allowed.Contains(value))
        {
            cells.Fault(column.Name, value, $"须为：{string.Join("、", allowed)}。", $"This is one of: {string.Join(", ", allowed)}.", Nearest.To(value, allowed));
        }

        if (column.References.Length > 0)
        {
            references.Add((cells, column, value));
        }

        return column.Type == ColumnType.Integer ? Integer(cells, column, value) : Checked(cells, column, value);
    }

    private static object Integer(RowReader cells, RegisterColumn column, string value)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        cells.Fault(column.Name, value, "须为整数。", "This is no whole number.");
        return 0L;
    }

    private static string Checked(RowReader cells, RegisterColumn column, string value)
    {
        switch (column.Type)
        {
            case ColumnType.Decimal:
                cells.Decimal(column.Name);
                break;
            case ColumnType.Date when Periods.LastDay(value) is null:
                cells.Fault(column.Name, value, "须为日期 2023、2023-04 或 2023-04-13。", "This is no date such as 2023, 2023-04 or 2023-04-13.");
                break;
            case ColumnType.Area when !CodeLists.Areas.ContainsKey(value):
                cells.Fault(column.Name, value, "没有这个地区代码。", "There is no such area.", Nearest.To(value, CodeLists.Areas.Keys));
                break;
        }

        return value;
    }
}
