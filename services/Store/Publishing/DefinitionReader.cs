using System.Globalization;
using System.Text.RegularExpressions;
using Indicators.Contracts;

namespace Indicators.Store.Publishing;

/// <summary>Checks a file of definitions.</summary>
internal sealed partial class DefinitionReader(string service, FaultList faults)
{
    private static readonly string[] Columns =
    [
        "code", "name_zh", "name_en", "definition_zh", "definition_en", "unit", "decimals", "direction", "method_zh", "method_en", "actual_of",
    ];

    public List<DefinitionRow> Read(string file, byte[] content)
    {
        if (file != service + ".csv")
        {
            faults.Add(file, 0, "", file, "定义文件须以服务命名。", "A file of definitions carries the name of the service.", service + ".csv");
            return [];
        }

        CsvTable table;
        try
        {
            table = CsvTable.Read(new MemoryStream(content));
        }
        catch (InvalidDataException bad)
        {
            faults.Add(file, 0, "", "", "不是有效的 UTF-8 CSV 文件。", $"This is no valid UTF-8 CSV file: {bad.Message}.");
            return [];
        }

        if (!table.Header.SequenceEqual(Columns))
        {
            faults.Add(file, 1, "", string.Join(',', table.Header), "表头不符。", "The header is not the one that is asked for.", string.Join(',', Columns));
            return [];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return table.Rows.Select(row => Read(new RowReader(file, table, row, faults), seen)).ToList();
    }

    private static DefinitionRow Read(RowReader cells, HashSet<string> seen)
    {
        var code = cells.Required("code");
        if (!CodeShape().IsMatch(code))
        {
            cells.Fault("code", code, "代码只用小写字母、数字和下划线。", "A code is lower-case letters, digits and underscores.");
        }
        else if (!seen.Add(code))
        {
            cells.Fault("code", code, "代码出现两次。", "This code stands twice.");
        }

        var unit = cells.Required("unit");
        if (!CodeLists.Units.ContainsKey(unit))
        {
            cells.Fault("unit", unit, "没有这个单位。", "There is no such unit.", Nearest.To(unit, CodeLists.Units.Keys));
        }

        return new DefinitionRow
        {
            Code = code,
            NameZh = cells.Required("name_zh"),
            NameEn = cells.Required("name_en"),
            DefinitionZh = cells.Required("definition_zh"),
            DefinitionEn = cells.Required("definition_en"),
            MethodZh = cells.Text("method_zh"),
            MethodEn = cells.Text("method_en"),
            Unit = unit,
            Decimals = Digits(cells),
            Direction = (long)cells.OneOf("direction", Words.Directions, Types.V1.Direction.Unspecified),
            ActualOf = cells.Text("actual_of"),
        };
    }

    private static long Digits(RowReader cells)
    {
        var text = cells.Text("decimals");
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits <= 10)
        {
            return digits;
        }

        cells.Fault("decimals", text, "须为 0 到 10 的整数。", "This is a whole number from 0 to 10.");
        return 0;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*(_[a-z0-9]+)*\z")]
    private static partial Regex CodeShape();
}
