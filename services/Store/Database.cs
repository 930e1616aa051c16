using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Indicators.Store;

/// <summary>The database file of one service: one writer, and a bounded set of readers that keep their statements prepared.</summary>
internal sealed class Database : IDisposable
{
    private const int MostIdleReaders = 16;

    // SQLITE_CONFIG_MULTITHREAD: a connection here is never used by two threads at once, so SQLite need not lock it for every cell that is read.
    private const int MultiThread = 2;

    private readonly ConcurrentBag<ReadConnection> idle = [];
    private readonly string connectionString;
    private readonly string path;
    private int idleCount;
    private int busyCount;

    static Database()
    {
        SQLitePCL.Batteries_V2.Init();
        _ = SQLitePCL.raw.sqlite3_config(MultiThread);
    }

    public Database(string path)
    {
        this.path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(this.path)!);
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
        using var connection = OpenWriter();
        connection.Execute("PRAGMA journal_mode = WAL");
    }

    /// <summary>Reading connections in use and in stock.</summary>
    public (int Busy, int Idle) Readers => (Volatile.Read(ref busyCount), idle.Count);

    /// <summary>The file and its write-ahead log.</summary>
    public (string Name, string Path)[] Files => [("database", path), ("log", path + "-wal")];

    /// <summary>The file system that holds it.</summary>
    public DriveInfo Disk => new(Path.GetDirectoryName(path)!);

    /// <summary>A connection that may write; the caller holds the store's writer lock.</summary>
    public SqliteConnection OpenWriter() => Open("PRAGMA synchronous = FULL");

    /// <summary>A reader that cannot write; give it back by disposing it. What it runs ends with SQLITE_INTERRUPT when it is cancelled meanwhile.</summary>
    /// <param name="cancellation">Ends what it runs.</param>
    /// <param name="file">Source of the caller, which with its method names the read in traces.</param>
    /// <param name="member">Method of the caller.</param>
    /// <exception cref="OperationCanceledException">It is cancelled already.</exception>
    public ReadConnection Read(CancellationToken cancellation = default, [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        cancellation.ThrowIfCancellationRequested();
        var reader = Take();
        Interlocked.Increment(ref busyCount);
        reader.InterruptOn(cancellation);
        reader.Span = StoreTraces.Begin(file, member);
        return reader;
    }

    /// <summary>A connection of its own that only reads the file as it is now: one in stock would answer from its memory.</summary>
    public SqliteConnection OpenProbe()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 2 }.ToString());
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        while (idle.TryTake(out var connection))
        {
            connection.Close();
        }
    }

    internal void GiveBack(ReadConnection connection)
    {
        Interlocked.Decrement(ref busyCount);
        if (Interlocked.Increment(ref idleCount) <= MostIdleReaders)
        {
            idle.Add(connection);
            return;
        }

        Interlocked.Decrement(ref idleCount);
        connection.Close();
    }

    private ReadConnection Take()
    {
        if (idle.TryTake(out var connection))
        {
            Interlocked.Decrement(ref idleCount);
            return connection;
        }

        return new ReadConnection(Open("PRAGMA query_only = 1"), this);
    }

    private SqliteConnection Open(string pragma)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute(pragma);
        return connection;
    }
}
