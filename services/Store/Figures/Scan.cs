using System.Globalization;
using Indicators.Types.V1;
using Microsoft.Data.Sqlite;

namespace Indicators.Store.Figures;

/// <summary>
/// A walk over statements in page order: of one series (the dimensions are not null), of one area of one indicator, of one indicator, or of all
/// ("" selects everything).
/// </summary>
/// <remarks>The four texts are constant and their order is that of the indexes, so that SQLite sorts nothing and a page reads only its own rows.</remarks>
internal sealed record Scan(string Indicator, string Area, string? Dimensions = null)
{
    /// <summary>What every walk reads, of a series `s` and a statement `t`.</summary>
    public const string Columns = """
        SELECT s.series_id, s.indicator, s.area, s.dimensions, t.period_start, t.period_end, t.kind, t.release_no, t.period, t.value, t.quantum,
               t.qualifier, t.published_value, t.published_unit, t.locator, t.preliminary, t.series_break, t.withdraws, t.note_zh, t.note_en
        """;

    private const string Start = Columns + """

        FROM series s CROSS JOIN statement t
        WHERE t.series_id = s.series_id AND t.period_start >= @first AND t.period_end <= @last AND
        """;

    private const string Contested = """

        AND EXISTS (SELECT 1 FROM statement o
                    WHERE o.series_id = t.series_id AND o.period_start = t.period_start AND o.period_end = t.period_end AND o.kind = t.kind
                      AND o.release_no <> t.release_no)
        """;

    public const string Order = " ORDER BY s.indicator, s.area, s.dimensions, t.period_start, t.period_end, t.kind, t.release_no";

    private const string Key = "s.indicator, s.area, s.dimensions, t.period_start, t.period_end, t.kind";
    private const string KeyColumns = $"SELECT s.series_id, {Key}, MIN(t.period), MAX(t.withdraws)";
    private const string OneForAll = $" AND t.release_no IN (SELECT value FROM json_each(@releases)) GROUP BY {Key} ORDER BY {Key}";

    private const string AllSql = Start + " (s.indicator, s.area, s.dimensions) >= (@indicator, @area, @dimensions)" + Order;
    private const string IndicatorSql = Start + " s.indicator = @indicator AND (s.area, s.dimensions) >= (@area, @dimensions)" + Order;
    private const string AreaSql = Start + " s.indicator = @indicator AND s.area = @area AND s.dimensions >= @dimensions" + Order;
    private const string SeriesSql = Start + " s.indicator = @indicator AND s.area = @area AND s.dimensions = @dimensions" + Order;

    public static Scan All { get; } = new("", "");

    /// <summary>Only figures that several releases state.</summary>
    public bool IsContested { get; init; }

    public string Sql => IsContested ? WalkSql.Replace(Order, Contested + Order, StringComparison.Ordinal) : WalkSql;

    public string KeysSql => WalkSql.Replace(Columns, KeyColumns, StringComparison.Ordinal).Replace(Order, OneForAll, StringComparison.Ordinal);

    private string WalkSql => Indicator.Length == 0 ? AllSql : Area.Length == 0 ? IndicatorSql : Dimensions is null ? AreaSql : SeriesSql;

    /// <summary>The parameters' names, in the order of <see cref="Position"/> and then the days.</summary>
    public static ReadOnlySpan<string> Parameters => new[] { "@indicator", "@area", "@dimensions", "@first", "@last" };

    /// <summary>The statement that walks from a position on, or from the start.</summary>
    public SqliteCommand Prepare(ReadConnection reader, Selection selection, Position? from)
    {
        var command = reader.Prepared(Sql, Parameters);
        command.Parameters[0].Value = from?.Indicator ?? Indicator;
        command.Parameters[1].Value = from?.Area ?? Area;
        command.Parameters[2].Value = from?.Dimensions ?? Dimensions ?? "";
        command.Parameters[3].Value = selection.First;
        command.Parameters[4].Value = selection.Last;
        return command;
    }

    /// <summary>
    /// The same walk with one row for all statements of a figure: its keys, its period, and whether one of them withdraws. Of the statements of some releases.
    /// </summary>
    public SqliteCommand PrepareKeys(ReadConnection reader, Selection selection, IEnumerable<long> releases)
    {
        var command = reader.Prepared(KeysSql, [.. Parameters, "@releases"]);
        object[] values = [Indicator, Area, Dimensions ?? "", selection.First, selection.Last, $"[{string.Join(',', releases)}]"];
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    /// <summary>Whether all rows of this walk come before a position.</summary>
    public bool EndsBefore(Position position)
    {
        var byIndicator = Indicator.Length == 0 ? 0 : string.CompareOrdinal(Indicator, position.Indicator);
        return byIndicator < 0 || (byIndicator == 0 && Area.Length > 0 && string.CompareOrdinal(Area, position.Area) < 0);
    }

    /// <summary>Whether a position lies inside this walk.</summary>
    public bool Holds(Position position) =>
        (Indicator.Length == 0 || Indicator == position.Indicator) && (Area.Length == 0 || Area == position.Area);
}

/// <summary>The place of one figure in page order; the last one of a page is where the next begins.</summary>
internal sealed record Position(string Indicator, string Area, string Dimensions, string PeriodStart, string PeriodEnd, int Kind)
{
    public const int CellCount = 6;

    /// <summary>The place as a page token keeps it.</summary>
    public string[] Cells => [Indicator, Area, Dimensions, PeriodStart, PeriodEnd, $"{Kind}"];

    public static Position Of(string[] cells) => new(cells[0], cells[1], cells[2], cells[3], cells[4], int.Parse(cells[5], CultureInfo.InvariantCulture));

    public static Position Of(SeriesKey series, StatementRow row) => new(series.Indicator, series.Area, series.DimensionText, row.PeriodStart, row.PeriodEnd, (int)row.Kind);

    public static Position Of(Observation figure) => new(
        figure.Indicator, figure.Area, DimensionText.Of(figure.Dimensions), figure.Period.Start, figure.Period.End, (int)figure.Kind);

    /// <summary>Whether a row of the same series comes after this place.</summary>
    public bool IsBefore(string periodStart, string periodEnd, int kind)
    {
        var order = string.CompareOrdinal(PeriodStart, periodStart);
        order = order != 0 ? order : string.CompareOrdinal(PeriodEnd, periodEnd);
        return order < 0 || (order == 0 && Kind < kind);
    }
}
