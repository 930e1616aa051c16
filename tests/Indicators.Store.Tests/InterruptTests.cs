using Dapper;
using Microsoft.Data.Sqlite;

namespace Indicators.Store.Tests;

public sealed class InterruptTests : IDisposable
{
    private const int Interrupted = 9;
    private const string Endless = "WITH RECURSIVE n(i) AS (SELECT started() UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";

    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Read_CancelledWhileItsSqlRuns_EndsItAndLeavesTheConnectionWhole()
    {
        using var source = new CancellationTokenSource();
        var database = store.Store.Database;
        using (var reader = database.Read(source.Token))
        {
            var running = RunEndless(reader, out var started);
            await started;
            source.Cancel();
            Assert.Equal(Interrupted, (await Assert.ThrowsAsync<SqliteException>(() => running)).SqliteErrorCode);
            Assert.Equal(1, reader.Connection.QuerySingle<long>("SELECT 1"));
        }

        using var next = database.Read();
        Assert.Equal(2, next.Connection.QuerySingle<long>("SELECT 2"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Read_CancelledAfterItsEnd_DoesNotInterruptTheNextOne()
    {
        using var ended = new CancellationTokenSource();
        using var running = new CancellationTokenSource();
        var database = store.Store.Database;
        database.Read(ended.Token).Dispose();
        using var reader = database.Read(running.Token);
        var query = RunEndless(reader, out var started);
        await started;
        ended.Cancel();
        Assert.False(query.IsCompleted);
        running.Cancel();
        await Assert.ThrowsAsync<SqliteException>(() => query);
    }

    [Fact]
    public void Read_CancelledBefore_IsNotBegun() =>
        Assert.Throws<OperationCanceledException>(() => store.Store.Database.Read(new CancellationToken(canceled: true)));

    private static Task<long> RunEndless(ReadConnection reader, out Task started)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        started = signal.Task;
        reader.Connection.CreateFunction("started", () =>
        {
            signal.TrySetResult();
            return 1L;
        });
        return Task.Run(() => reader.Connection.QuerySingle<long>(Endless));
    }
}
