namespace Indicators.Store.Figures;

/// <summary>
/// A walk over statements in page order: of one series (the dimensions are not null), of one area of one indicator, of one indicator, or of all
/// ("" selects everything).
/// </summary>
/// <remarks>The four texts are constant and their order is that of the indexes, so that SQLite sorts nothing and a page reads only its own rows.</remarks>
internal sealed record Scan(string Indicator, string Area, string? Dimensions = null)
{
    private const string Columns = """
        SELECT s.series_id, s.indicator, s.area, s.dimensions, t.period_start, t.period_end, t.kind, t.release_no, t.period, t.value, t.quantum,
               t.qualifier, t.published_value, t.published_unit, t.locator, t.preliminary, t.series_break, t.withdraws, t.note_zh, t.note_en
        FROM series s CROSS JOIN statement t
        WHERE t.series_id = s.series_id AND t.period_start >= @first AND t.period_end <= @last AND
        """;

    private const string Order = " ORDER BY s.indicator, s.area, s.dimensions, t.period_start, t.period_end, t.kind, t.release_no";

    private const string AllSql = Columns + " (s.indicator, s.area, s.dimensions) >= (@indicator, @area, @dimensions)" + Order;
    private const string IndicatorSql = Columns + " s.indicator = @indicator AND (s.area, s.dimensions) >= (@area, @dimensions)" + Order;
    private const string AreaSql = Columns + " s.indicator = @indicator AND s.area = @area AND s.dimensions >= @dimensions" + Order;

    private const string SeriesSql = Columns + " s.indicator = @indicator AND s.area = @area AND s.dimensions = @dimensions" + Order;

    public static Scan All { get; } = new("", "");

    public string Sql => Indicator.Length == 0 ? AllSql : Area.Length == 0 ? IndicatorSql : Dimensions is null ? AreaSql : SeriesSql;

    /// <summary>The parameters' names, in the order of <see cref="Position"/> and then the days.</summary>
    public static ReadOnlySpan<string> Parameters => new[] { "@indicator", "@area", "@dimensions", "@first", "@last" };

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
    /// <summary>Whether a row of the same series comes after this place.</summary>
    public bool IsBefore(string periodStart, string periodEnd, int kind)
    {
        var order = string.CompareOrdinal(PeriodStart, periodStart);
        order = order != 0 ? order : string.CompareOrdinal(PeriodEnd, periodEnd);
        return order < 0 || (order == 0 && Kind < kind);
    }
}
