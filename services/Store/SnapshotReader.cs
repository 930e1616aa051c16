using System.Collections.Frozen;
using Dapper;
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
        FigureCounts.Read(reader, snapshot, before);
        snapshot.ChangedAt = connection.QuerySingleOrDefault<string>("SELECT recorded_at FROM change ORDER BY sequence DESC LIMIT 1") ?? "";
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
}
