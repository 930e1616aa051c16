using Microsoft.Data.Sqlite;

namespace Indicators.Store.Figures;

/// <summary>The figures that some releases state or withdraw, in page order, each with all its statements.</summary>
/// <remarks>Found from the releases, so the work is that of the changes and not of all that is stored; only keys are sorted, a batch at a time.</remarks>
internal sealed class TouchedFigures(IEnumerable<long> releases, IEnumerable<string> indicators, IEnumerable<string> areas)
{
    private const string Sql = """
        WITH touched AS (
            SELECT DISTINCT s.series_id, s.indicator, s.area, s.dimensions, r.period_start, r.period_end, r.kind
            FROM statement r CROSS JOIN series s ON s.series_id = r.series_id
            WHERE r.release_no IN (SELECT value FROM json_each(@releases))
              AND (@indicators = '[]' OR s.indicator IN (SELECT value FROM json_each(@indicators)))
              AND (@areas = '[]' OR s.area IN (SELECT value FROM json_each(@areas)))
              AND (s.indicator, s.area, s.dimensions, r.period_start, r.period_end, r.kind) > (@indicator, @area, @dimensions, @start, @end, @kind)
            ORDER BY s.indicator, s.area, s.dimensions, r.period_start, r.period_end, r.kind
            LIMIT @limit)
        """ + "\n" + Scan.Columns + """

        FROM touched s CROSS JOIN statement t
          ON t.series_id = s.series_id AND t.period_start = s.period_start AND t.period_end = s.period_end AND t.kind = s.kind
        """ + Scan.Order;

    private static readonly string[] Parameters =
        ["@releases", "@indicators", "@areas", "@indicator", "@area", "@dimensions", "@start", "@end", "@kind", "@limit"];

    // Lists as JSON, so that the statement is one and the same for each; numbers and declared codes need no escape.
    private readonly object[] lists = [$"[{string.Join(',', releases)}]", Codes(indicators), Codes(areas)];

    /// <summary>The statement that reads the figures after a place.</summary>
    /// <param name="reader">Where to read.</param>
    /// <param name="after">Null: from the start.</param>
    /// <param name="limit">Most figures.</param>
    public SqliteCommand Prepare(ReadConnection reader, Position? after, int limit)
    {
        var command = reader.Prepared(Sql, Parameters);
        object[] place = after is null ? ["", "", "", "", "", 0] : [after.Indicator, after.Area, after.Dimensions, after.PeriodStart, after.PeriodEnd, after.Kind];
        object[] values = [.. lists, .. place, limit];
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    private static string Codes(IEnumerable<string> codes) => $"[{string.Join(',', codes.Select(code => $"\"{code}\""))}]";
}
