using System.Collections.Frozen;
using Dapper;
using Indicators.Store.Figures;
using Indicators.Types.V1;
using Microsoft.Data.Sqlite;

namespace Indicators.Store;

/// <summary>Reads a snapshot from the database.</summary>
internal static class SnapshotReader
{
    /// <param name="before">The snapshot before this one, whose counts stand where nothing was published since; null at the start.</param>
    public static Snapshot Read(ReadConnection reader, string service, Snapshot? before)
    {
        var connection = reader.Connection;
        var versions = new List<string> { "0-" };
        versions.AddRange(connection.Query<(long Sequence, string Hash)>("SELECT sequence, version_hash FROM change ORDER BY sequence")
            .Select(c => $"{c.Sequence}-{c.Hash[..8]}"));
        var snapshot = new Snapshot(versions, Releases(connection), Definitions(connection, service));
        CountFigures(reader, snapshot, before);
        return snapshot;
    }

    private static IEnumerable<StoredRelease> Releases(SqliteConnection connection)
    {
        var revises = connection.Query<(long ReleaseNo, string RevisedId)>("SELECT release_no, revised_id FROM release_revises ORDER BY release_no, revised_id")
            .ToLookup(r => r.ReleaseNo, r => r.RevisedId);
        foreach (var row in connection.Query<ReleaseRow>(ReleaseRow.Select + " WHERE sequence IS NOT NULL ORDER BY sequence"))
        {
            var release = row.ToRelease();
            release.Revises.AddRange(revises[row.ReleaseNo]);
            yield return new StoredRelease(row.ReleaseNo, row.Sequence!.Value, release, revises[row.ReleaseNo].ToFrozenSet(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<Indicator> Definitions(SqliteConnection connection, string service) =>
        connection.Query<DefinitionRow>(DefinitionRow.SelectNewest).Select(row => row.ToIndicator(service));

    // Whoever publishes one release counts again what it touched: counting ten million figures takes seconds, and readers wait for a publication.
    private static void CountFigures(ReadConnection reader, Snapshot snapshot, Snapshot? before)
    {
        if (before is null)
        {
            foreach (var count in reader.Connection.Query<FigureCount>(FigureCount.OfAll))
            {
                Count(reader, snapshot, count);
            }

            return;
        }

        foreach (var indicator in snapshot.Indicators)
        {
            if (before.IndicatorsByCode.TryGetValue(indicator.Code, out var known))
            {
                (indicator.ObservationCount, indicator.FirstPeriod, indicator.LastPeriod) = (known.ObservationCount, known.FirstPeriod, known.LastPeriod);
            }
        }

        foreach (var release in snapshot.Releases.Values.Where(r => !before.ReleasesById.ContainsKey(r.Release.Id)))
        {
            foreach (var code in reader.Connection.Query<string>(FigureCount.IndicatorsOfRelease, new { release.Number }))
            {
                Count(reader, snapshot, reader.Connection.QuerySingle<FigureCount>(FigureCount.OfOne, new { code }));
            }
        }
    }

    private static void Count(ReadConnection reader, Snapshot snapshot, FigureCount count)
    {
        if (!snapshot.IndicatorsByCode.TryGetValue(count.Code, out var indicator))
        {
            return;
        }

        (indicator.ObservationCount, indicator.FirstPeriod, indicator.LastPeriod) = ((int)count.Figures, count.First, count.Last);
        if (count.Withdrawals > 0)
        {
            // Whether a figure stands after a withdrawal is for the derivation to say.
            var figures = new ObservationReader(snapshot).Read(reader, new Scan(count.Code, ""), Selection.Everything(snapshot)).Select(f => f.Period.Code).ToList();
            (indicator.ObservationCount, indicator.FirstPeriod, indicator.LastPeriod) =
                (figures.Count, figures.Min(StringComparer.Ordinal) ?? "", figures.Max(StringComparer.Ordinal) ?? "");
        }
    }

    /// <summary>Figures of one indicator: one for each series, period and kind that any shown release states.</summary>
    private sealed record FigureCount
    {
        public const string OfAll = Select + End;
        public const string OfOne = Select + " AND s.indicator = @code" + End;

        public const string IndicatorsOfRelease =
            "SELECT DISTINCT s.indicator FROM statement t JOIN series s ON s.series_id = t.series_id WHERE t.release_no = @Number";

        private const string Select = """
            SELECT g.indicator AS Code, COUNT(*) AS Figures, MIN(g.period) AS First, MAX(g.period) AS Last, SUM(g.withdraws) AS Withdrawals
            FROM (SELECT s.indicator, MIN(t.period) AS period, MAX(t.withdraws) AS withdraws
                  FROM series s CROSS JOIN statement t CROSS JOIN release r
                  WHERE t.series_id = s.series_id AND r.release_no = t.release_no AND r.sequence IS NOT NULL
            """;

        private const string End = " GROUP BY t.series_id, t.period_start, t.period_end, t.kind) g GROUP BY g.indicator";

        public string Code { get; init; } = "";
        public long Figures { get; init; }
        public string First { get; init; } = "";
        public string Last { get; init; } = "";
        public long Withdrawals { get; init; }
    }
}
