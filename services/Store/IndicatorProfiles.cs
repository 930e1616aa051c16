using Dapper;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store;

/// <summary>Works out what the figures of one indicator are.</summary>
internal static class IndicatorProfiles
{
    // What one release alone states needs no derivation: SQLite tells the series, kinds and releases of it.
    private const string Uncontested = """
        SELECT DISTINCT area AS Area, dimensions AS Dimensions, kind AS Kind, release_no AS ReleaseNo
        FROM (SELECT s.area, s.dimensions, t.kind, MIN(t.release_no) AS release_no
              FROM series s CROSS JOIN statement t
              WHERE t.series_id = s.series_id AND s.indicator = @code
              GROUP BY s.area, s.dimensions, t.period_start, t.period_end, t.kind
              HAVING COUNT(*) = 1 AND MAX(t.withdraws) = 0)
        """;

    public static IndicatorProfile Read(DataStore store, Snapshot snapshot, string code, CancellationToken cancellation = default)
    {
        var seen = new Seen();
        var profile = new IndicatorProfile();
        using var connection = store.Database.Read(cancellation);
        foreach (var row in connection.Connection.Query<Row>(Uncontested, new { code }))
        {
            if (snapshot.Releases.TryGetValue(row.ReleaseNo, out var release))
            {
                seen.Add(row.Area, row.Dimensions, (Kind)row.Kind, [release.Release.Id]);
            }
        }

        // Of what several state, only the derivation tells which are revised and which dispute each other.
        foreach (var figure in new ObservationReader(snapshot).Read(connection, new Scan(code, "") { IsContested = true }, Selection.Everything(snapshot)))
        {
            seen.Add(figure.Area, DimensionText.Of(figure.Dimensions), figure.Kind, ObservationSources.Of(figure).Select(s => s.ReleaseId));
            profile.RevisionCount += figure.Revision;
            profile.DisputedCount += figure.Status == Status.Disputed ? 1 : 0;
        }

        profile.SeriesCount = seen.Series.Count;
        profile.Kinds.AddRange(seen.Kinds);
        profile.Dimensions.AddRange(seen.Dimensions());
        profile.ReleaseIds.AddRange(snapshot.NewestFirst.Select(r => r.Id).Where(seen.Releases.Contains));
        return profile;
    }

    private sealed class Seen
    {
        public HashSet<(string Area, string Dimensions)> Series { get; } = [];

        public SortedSet<Kind> Kinds { get; } = [];

        public HashSet<string> Releases { get; } = new(StringComparer.Ordinal);

        public void Add(string area, string dimensions, Kind kind, IEnumerable<string> releases)
        {
            Series.Add((area, dimensions));
            Kinds.Add(kind);
            Releases.UnionWith(releases);
        }

        public IEnumerable<DimensionFilter> Dimensions() => Series.Select(s => s.Dimensions).Distinct().SelectMany(DimensionText.Parse)
            .GroupBy(d => d.Key, d => d.Value).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new DimensionFilter { Key = g.Key, Values = { g.Distinct().Order(StringComparer.Ordinal) } });
    }

    // By properties: where every figure is contested there is no row, and SQLite then knows no type for the release that a constructor would need.
    private sealed class Row
    {
        public string Area { get; init; } = "";

        public string Dimensions { get; init; } = "";

        public long Kind { get; init; }

        public long ReleaseNo { get; init; }
    }
}
