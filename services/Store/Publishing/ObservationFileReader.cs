using System.Globalization;
using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Store.Publishing;

/// <summary>Checks observations.csv row by row; gives the rows that this service owns.</summary>
internal sealed class ObservationFileReader(Snapshot snapshot, Release release, FaultList faults)
{
    public const string FileName = "observations.csv";

    public static readonly IReadOnlyList<string> Columns =
    [
        "indicator", "area", "period", "dimensions", "value", "unit", "qualifier", "kind", "locator", "preliminary", "series_break", "action", "note_zh", "note_en",
    ];

    private readonly HashSet<(string, string, string, string, Kind)> seen = [];

    public List<PackageFigure> Read(CsvTable table)
    {
        var figures = new List<PackageFigure>(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            var cells = new RowReader(FileName, table, row, faults);
            var code = cells.Required("indicator");
            if (snapshot.IndicatorsByCode.TryGetValue(code, out var indicator))
            {
                if (Read(cells, indicator) is { } figure)
                {
                    figures.Add(figure);
                }
            }
            else if (code.Length > 0)
            {
                cells.NotOwned("indicator", code, "没有这个指标。", "There is no such indicator.", Nearest.To(code, snapshot.IndicatorsByCode.Keys));
            }
        }

        return figures;
    }

    private PackageFigure? Read(RowReader cells, Indicator indicator)
    {
        var area = Area(cells);
        var period = Period(cells);
        var dimensions = Dimensions(cells);
        var kind = cells.OneOf("kind", Words.Kinds, Kind.Unspecified);
        var qualifier = cells.OneOf("qualifier", Words.Qualifiers, Qualifier.Unspecified);
        var withdraws = cells.OneOf("action", Words.Actions, false);
        var number = withdraws ? Withdrawn(cells) : cells.Decimal("value");
        var factor = Factor(cells, indicator);
        var (noteZh, noteEn) = Notes(cells, kind, withdraws);
        var locator = cells.Required("locator");
        var (preliminary, seriesBreak) = (release.Preliminary || cells.Flag("preliminary"), cells.Flag("series_break"));
        if (period is null || number is null || factor is null || kind == Kind.Unspecified || qualifier == Qualifier.Unspecified)
        {
            return null;
        }

        if (!seen.Add((indicator.Code, area, dimensions, period.Code, kind)))
        {
            cells.Fault("indicator", indicator.Code, "同一数据在本文件中出现两次。", "The same figure (indicator, area, period, dimensions, kind) stands twice in this file.");
        }

        var published = cells.Text("value");
        return new PackageFigure(
            indicator.Code, area, dimensions, period, kind, withdraws ? "0" : Scale(cells, number.Value, factor.Value), Plain(Quantum(published) * factor.Value), qualifier, published,
            cells.Text("unit"), locator, preliminary, seriesBreak, withdraws, noteZh, noteEn);
    }

    private static string Area(RowReader cells)
    {
        var area = cells.Required("area");
        if (area.Length > 0 && !CodeLists.Areas.ContainsKey(area))
        {
            cells.Fault("area", area, "没有这个地区代码。", "There is no such area.", Nearest.To(area, CodeLists.Areas.Keys));
        }

        return area;
    }

    private static Period? Period(RowReader cells)
    {
        var code = cells.Text("period");
        if (Periods.TryParse(code, out var period))
        {
            return period;
        }

        cells.Fault("period", code, "不是期间，如 2022、2022-12-31、2023-04、2023-H2、2023-Q1。", "This is no period such as 2022, 2022-12-31, 2023-04, 2023-H2 or 2023-Q1.");
        return null;
    }

    private static string Dimensions(RowReader cells)
    {
        var text = cells.Text("dimensions");
        var keys = new List<string>();
        foreach (var dimension in Figures.DimensionText.Parse(text))
        {
            keys.Add(dimension.Key);
            if (!CodeLists.DimensionValues.ContainsKey((dimension.Key, dimension.Value)))
            {
                var known = CodeLists.DimensionValues.Keys.Select(d => $"{d.Key}={d.Value}");
                var written = $"{dimension.Key}={dimension.Value}";
                cells.Fault("dimensions", written, "没有声明这个维度或取值。", "This dimension or value is not declared.", Nearest.To(written, known));
            }
        }

        if (!keys.SequenceEqual(keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)))
        {
            cells.Fault("dimensions", text, "维度须按键的字母顺序各写一次。", "Dimensions stand once each in alphabetical order of their keys.");
        }

        return text;
    }

    private static decimal? Withdrawn(RowReader cells)
    {
        if (cells.Text("value").Length > 0)
        {
            cells.Fault("value", cells.Text("value"), "撤回的数据不写数值。", "A withdrawal carries no value.");
        }

        return 0;
    }

    private static decimal? Factor(RowReader cells, Indicator indicator)
    {
        var unit = cells.Required("unit");
        if (unit == indicator.Unit)
        {
            return 1;
        }

        if (CodeLists.PublishedUnits.TryGetValue((unit, indicator.Unit), out var factor))
        {
            return factor;
        }

        var known = CodeLists.PublishedUnits.Keys.Where(u => u.Unit == indicator.Unit).Select(u => u.Published).Append(indicator.Unit);
        cells.Fault("unit", unit, $"不能换算为指标的单位 {indicator.Unit}。", $"This does not convert to {indicator.Unit}, the unit of the indicator.", Nearest.To(unit, known) is { Length: > 0 } near ? near : indicator.Unit);
        return null;
    }

    private static (string Zh, string En) Notes(RowReader cells, Kind kind, bool withdraws)
    {
        // A derived figure says how, and a withdrawal says why: a reader cannot check it otherwise.
        var required = kind == Kind.Derived || withdraws;
        return required ? (cells.Required("note_zh"), cells.Required("note_en")) : (cells.Text("note_zh"), cells.Text("note_en"));
    }

    private static string Scale(RowReader cells, decimal number, decimal factor)
    {
        try
        {
            return Plain(number * factor);
        }
        catch (OverflowException)
        {
            cells.Fault("value", cells.Text("value"), "数值过大。", "This number is too large.");
            return "0";
        }
    }

    /// <summary>The worth of the last digit as printed: 0.01 for `87.70`, 1 for `508`.</summary>
    private static decimal Quantum(string published)
    {
        var point = published.IndexOf('.', StringComparison.Ordinal);
        var quantum = 1m;
        for (var digits = point < 0 ? 0 : published.Length - point - 1; digits > 0; digits--)
        {
            quantum /= 10;
        }

        return quantum;
    }

    /// <summary>The shortest plain text of an exact decimal: no exponent, no trailing zeros.</summary>
    private static string Plain(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }
}
