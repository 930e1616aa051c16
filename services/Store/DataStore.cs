using System.Security.Cryptography;
using System.Text;
using Dapper;
using Indicators.Contracts;
using Indicators.Types.V1;
using Microsoft.Data.Sqlite;

namespace Indicators.Store;

/// <summary>The store of one service: its database, and the snapshot that every answer starts from.</summary>
public sealed class DataStore : IDisposable
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    private readonly Lock writing = new();
    private readonly TimeProvider clock;
    private readonly ITimer afterPublishing;
    private volatile Snapshot current;

    /// <summary>Opens or makes the database file and brings it to the schema of this build.</summary>
    public DataStore(string path, StoreOptions options, TimeProvider clock)
    {
        Options = options;
        this.clock = clock;
        Changes = new ChangeSignal(clock);
        afterPublishing = clock.CreateTimer(_ => GiveBackMemory(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Database = new Database(path);
        using (var connection = Database.OpenWriter())
        {
            Migrations.Apply(connection, options);
        }

        current = ReadSnapshot();
    }

    /// <summary>What the service told its store.</summary>
    public StoreOptions Options { get; }

    /// <summary>The snapshot as of the last change; take it once for an answer.</summary>
    public Snapshot Current => current;

    /// <summary>Today in UTC+8, ISO 8601.</summary>
    public string Today => Contracts.Today.Of(clock);

    internal Database Database { get; }

    /// <summary>Tells when the snapshot is another one.</summary>
    internal ChangeSignal Changes { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        afterPublishing.Dispose();
        Database.Dispose();
    }

    /// <summary>The sequence that a request is pinned to; "" is the newest.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT where this store never gave that data version.</exception>
    public static long Pin(Snapshot snapshot, string dataVersion)
    {
        if (dataVersion.Length == 0)
        {
            return snapshot.Sequence;
        }

        // A bare sequence is enough: the data version of the whole suite holds no more of each service.
        var dash = dataVersion.IndexOf('-', StringComparison.Ordinal);
        if (int.TryParse(dash < 0 ? dataVersion : dataVersion.AsSpan(0, dash), out var sequence) && sequence >= 0 && sequence < snapshot.Versions.Count
            && (dash < 0 || snapshot.Versions[sequence] == dataVersion))
        {
            return sequence;
        }

        var message = new LocalizedText { Zh = "没有给出过这个数据版本。", En = "No answer ever carried this data version." };
        throw Errors.Invalid("unknown_data_version", "data_version", dataVersion, message, snapshot.DataVersion);
    }

    /// <summary>Runs a change in one transaction; returns what the change returned. The snapshot is read anew where something was shown.</summary>
    internal T Write<T>(Func<SqliteConnection, SqliteTransaction, T> change)
    {
        lock (writing)
        {
            using var connection = Database.OpenWriter();
            using var transaction = connection.BeginTransaction();
            var result = change(connection, transaction);
            transaction.Commit();
            if (connection.QuerySingle<long>("SELECT COALESCE(MAX(sequence), 0) FROM change") != current.Sequence)
            {
                current = ReadSnapshot();
                Changes.Set();
            }

            afterPublishing.Change(Settled, Timeout.InfiniteTimeSpan);
            return result;
        }
    }

    /// <summary>Records the next change and returns its sequence.</summary>
    internal long NextChange(SqliteConnection connection, SqliteTransaction transaction, string subject, string contentHash)
    {
        var (sequence, before) = connection.QuerySingleOrDefault<(long, string)>(
            "SELECT sequence, version_hash FROM change ORDER BY sequence DESC LIMIT 1", transaction: transaction);
        var change = new
        {
            sequence = sequence + 1,
            subject,
            contentHash,
            versionHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{before}\n{subject}\n{contentHash}"))),
            recordedAt = clock.GetUtcNow().ToString("O"),
        };
        connection.Execute(
            "INSERT INTO change (sequence, subject, content_hash, version_hash, recorded_at) VALUES (@sequence, @subject, @contentHash, @versionHash, @recordedAt)",
            change,
            transaction);
        return change.sequence;
    }

    // Publishing is rare and allocates far more than reading; a process that shares its machine with six others hands that back once.
    private static void GiveBackMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private Snapshot ReadSnapshot()
    {
        using var reader = Database.Read();
        return SnapshotReader.Read(reader, Options.Service, current);
    }
}
