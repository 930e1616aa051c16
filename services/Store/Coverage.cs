using Dapper;
using Indicators.Types.V1;

namespace Indicators.Store;

/// <summary>Areas and lengths of periods of each indicator, counted by SQLite: what a catalog is narrowed by.</summary>
internal static class Coverage
{
    private const string Select = """
        SELECT s.indicator AS Code, s.area AS Area, MAX(LENGTH(t.period) = 4) AS Year, MAX(SUBSTR(t.period, 6, 1) = 'H') AS HalfYear,
               MAX(SUBSTR(t.period, 6, 1) = 'Q') AS Quarter, MAX(LENGTH(t.period) = 7 AND SUBSTR(t.period, 6, 1) IN ('0', '1')) AS Month,
               MAX(LENGTH(t.period) = 10) AS Day
        FROM series s CROSS JOIN statement t CROSS JOIN release r
        WHERE t.series_id = s.series_id AND r.release_no = t.release_no AND r.sequence IS NOT NULL AND t.withdraws = 0
        """;

    private const string End = " GROUP BY s.indicator, s.area";

    private const string Touched = """
         AND s.indicator IN (SELECT n.indicator FROM statement p JOIN series n ON n.series_id = p.series_id WHERE p.release_no IN @releases)
        """;

    /// <summary>Sets areas and frequencies of a snapshot's indicators; where one came before, only what was published since is counted again.</summary>
    public static void Read(ReadConnection reader, Snapshot snapshot, Snapshot? before)
    {
        if (before is null)
        {
            Set(snapshot, reader.Connection.Query<Row>(Select + End));
            return;
        }

        foreach (var indicator in snapshot.Indicators)
        {
            if (before.IndicatorsByCode.TryGetValue(indicator.Code, out var known))
            {
                indicator.Areas.AddRange(known.Areas);
                indicator.Frequencies.AddRange(known.Frequencies);
            }
        }

        var releases = snapshot.Releases.Values.Where(r => !before.ReleasesById.ContainsKey(r.Release.Id)).Select(r => r.Number).ToList();
        if (releases.Count > 0)
        {
            Set(snapshot, reader.Connection.Query<Row>(Select + Touched + End, new { releases }));
        }
    }

    private static void Set(Snapshot snapshot, IEnumerable<Row> rows)
    {
        foreach (var ofOne in rows.GroupBy(r => r.Code))
        {
            if (snapshot.IndicatorsByCode.TryGetValue(ofOne.Key, out var indicator))
            {
                indicator.Areas.Clear();
                indicator.Areas.AddRange(ofOne.Select(r => r.Area));
                indicator.Frequencies.Clear();
                indicator.Frequencies.AddRange(ofOne.SelectMany(r => r.Frequencies).Distinct().Order());
            }
        }
    }

    private sealed record Row
    {
        public string Code { get; init; } = "";
        public string Area { get; init; } = "";
        public long Year { get; init; }
        public long HalfYear { get; init; }
        public long Quarter { get; init; }
        public long Month { get; init; }
        public long Day { get; init; }

        public IEnumerable<Frequency> Frequencies =>
            new[] { (Year, Frequency.Year), (HalfYear, Frequency.HalfYear), (Quarter, Frequency.Quarter), (Month, Frequency.Month), (Day, Frequency.Day) }
                .Where(f => f.Item1 == 1).Select(f => f.Item2);
    }
}
