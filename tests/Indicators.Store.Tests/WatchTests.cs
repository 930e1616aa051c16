using Dapper;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Testing;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

public sealed class WatchTests : IDisposable
{
    private readonly ManualClock clock = new();
    private readonly TestStore store;
    private readonly WatchedCopy copy = new();

    public WatchTests()
    {
        store = new TestStore(clock);
        store.Publish(Package("a", Row("1", "2021") + Row("2", "2022") + Row("3", "2023", area: "CN-GD") + Row("9", "2022", indicator: "share", unit: "%"), "2024-01-01"));
    }

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task SmallChange_IsOneMessage()
    {
        await Watcher.BringAsync(store.Store, copy);
        store.Publish(Package("b", Row("5", "2022"), "2024-02-01", revises: ["a"]));

        var message = Assert.Single(await Watcher.BringAsync(store.Store, copy));
        Assert.Equal(("b", "beds", "5", true), (message.Releases.Single().Id, message.Indicators.Single().Code, message.Observations.Single().Value, message.Current));
        Assert.Equal(store.Store.Current.DataVersion, message.DataVersion);
    }

    [Fact]
    public async Task Withdrawal_WhileAway_TakesTheFigureAway()
    {
        await Watcher.BringAsync(store.Store, copy);
        store.Publish(Package("b", Row("", "2022", action: "withdraw", note: "an error"), "2024-02-01", revises: ["a"]));

        var message = Assert.Single(await Watcher.BringAsync(store.Store, copy));
        var removed = Assert.Single(message.Removed);
        Assert.Equal(("beds", "CN", "2022", Types.V1.Kind.Actual), (removed.Indicator, removed.Area, removed.Period.Code, removed.Kind));
        Assert.Equal(WatchedCopy.Of(store.Query().Observations), copy.Figures);

        Assert.All(await Watcher.BringAsync(store.Store, new WatchedCopy()), m => Assert.Empty(m.Removed));
    }

    [Fact]
    public async Task Filter_OfCodes_BringsTheirFiguresAlone()
    {
        var filter = new WatchRequest { Indicators = { "beds", "bedz" }, Areas = { "CN" } };
        var messages = await Watcher.BringAsync(store.Store, copy, filter: filter);
        Assert.Equal(("bedz", "beds"), (messages[0].Warnings.Single().Value, messages[0].Warnings.Single().Hint));
        Assert.Empty(messages.Skip(1).SelectMany(m => m.Warnings));

        store.Publish(Package("b", Row("5", "2024") + Row("6", "2024", area: "CN-GD") + Row("8", "2023", indicator: "share", unit: "%"), "2024-02-01"));
        await Watcher.BringAsync(store.Store, copy, filter: filter);
        Assert.Equal(WatchedCopy.Of(store.Query(new() { Indicators = { "beds" }, Areas = { "CN" } }).Observations), copy.Figures);
        Assert.Single(copy.Indicators);
    }

    [Theory]
    [InlineData(0, 500)]
    [InlineData(100, 500)]
    [InlineData(3000, 500)]
    [InlineData(1000, 4)]
    public async Task LargeChange_BrokenOffAfterEachMessage_ComesInOrderAndWhole(int before, int most)
    {
        store.Publish(Package("before", Days(before, "CN-AH"), "2024-02-01"));
        await Watcher.BringAsync(store.Store, copy);
        store.Publish(Package("large", Days(1400, "CN-GD"), "2024-03-01"));

        var figures = new List<Types.V1.Observation>();
        for (var isCurrent = false; !isCurrent;)
        {
            var message = Assert.Single(await Watcher.BringAsync(store.Store, copy, messages: 1, most));
            figures.AddRange(message.Observations);
            isCurrent = message.Current;
        }

        var selection = new ObservationSelection { Areas = { "CN-GD" } };
        var page = store.Query(selection);
        Assert.Equal([.. page.Observations, .. store.Query(selection, pageToken: page.NextPageToken).Observations], figures);
    }

    [Fact]
    public async Task DataVersion_OfACopyMadeOtherwise_IsACursor()
    {
        var version = store.Store.Current.DataVersion;
        store.Publish(Package("b", Row("5", "2024"), "2024-02-01"));
        copy.Apply(new WatchResponse { Cursor = version });

        var message = Assert.Single(await Watcher.BringAsync(store.Store, copy));
        Assert.Equal(["b"], message.Releases.Select(r => r.Id));
        Assert.Equal("2024", message.Observations.Single().Period.Code);
    }

    [Fact(Timeout = 30_000)]
    public async Task Silence_OfAHeartbeat_BringsAMessageWithoutContent()
    {
        using var stop = new CancellationTokenSource();
        var (ended, messages) = Watcher.Open(store.Store, new WatchRequest { HeartbeatSeconds = 40 }, stop.Token);
        for (var message = await messages.ReadAsync(); !message.Current; message = await messages.ReadAsync())
        {
        }

        await WaitsAsync(40);
        clock.Advance(TimeSpan.FromSeconds(39));
        Assert.False(messages.TryRead(out _));
        clock.Advance(TimeSpan.FromSeconds(1));
        var heartbeat = await messages.ReadAsync();
        Assert.Equal((store.Store.Current.DataVersion, true), (heartbeat.DataVersion, heartbeat.Current));
        Assert.Equal(heartbeat, new WatchResponse { Cursor = heartbeat.Cursor, DataVersion = heartbeat.DataVersion, Current = true });
        await WaitsAsync(40);
        store.Publish(Package("b", Row("5", "2024"), "2024-02-01"));
        Assert.Equal("b", (await messages.ReadAsync()).Releases.Single().Id);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ended);
    }

    [Fact(Timeout = 30_000)]
    public async Task Opening_WithNothingToBring_SaysSoAtOnce()
    {
        await Watcher.BringAsync(store.Store, copy);
        using var stop = new CancellationTokenSource();
        var (ended, messages) = Watcher.Open(store.Store, new WatchRequest { Cursor = copy.Cursor }, stop.Token);

        var first = await messages.ReadAsync();
        Assert.Equal((copy.Cursor, true, 0), (first.Cursor, first.Current, first.Releases.Count));
        await WaitsAsync(RequestLimits.UsualHeartbeat);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ended);
    }

    [Fact(Timeout = 30_000)]
    public async Task ReaderThatWaits_HoldsNoSnapshotOfTheDatabase()
    {
        var gate = new TaskCompletionSource();
        var watch = new WatchQueries(store.Store, 1).FollowAsync(new WatchRequest { EndWhenCurrent = true }, new Watcher(_ => gate.Task), CancellationToken.None);
        store.Publish(Package("b", Row("5", "2024"), "2024-02-01"));
        using (var connection = store.Store.Database.OpenWriter())
        {
            // Busy, frames in the log, frames written back: any reader that holds an older state keeps the log.
            Assert.Equal((0L, 0L, 0L), connection.QuerySingle<(long, long, long)>("PRAGMA wal_checkpoint(TRUNCATE)"));
        }

        Assert.False(watch.IsCompleted);
        gate.SetResult();
        await watch;
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("不是游标")]
    [InlineData("2")]
    [InlineData("2-00000000")]
    [InlineData("99-00000000")]
    [InlineData("-1-00000000")]
    public async Task Cursor_ThatNobodyGave_IsUnknown(string cursor) => await IsUnknownAsync(new WatchRequest { Cursor = cursor });

    [Fact]
    public async Task Cursor_OfOtherCodesOrOtherData_IsUnknown()
    {
        using var other = new TestStore();
        other.Publish(Package("other", Row("1", "2021"), "2024-01-01"));
        foreach (var (source, filter) in new (TestStore, WatchRequest)[] { (store, new() { Areas = { "CN" } }), (store, new() { Indicators = { "beds" } }), (other, new()) })
        {
            foreach (var messages in new[] { 1, int.MaxValue })
            {
                var foreign = new WatchedCopy();
                await Watcher.BringAsync(source.Store, foreign, messages, most: 1, filter);
                await IsUnknownAsync(new WatchRequest { Cursor = foreign.Cursor });
            }
        }

        await IsUnknownAsync(new WatchRequest { Cursor = store.Query(pageSize: 1).NextPageToken });
    }

    [Theory]
    [InlineData(-1, "1")]
    [InlineData(301, "300")]
    public async Task Heartbeat_OutsideItsBounds_IsInvalid(int seconds, string hint)
    {
        var error = Errors.Read(await RefusedAsync(new WatchRequest { HeartbeatSeconds = seconds }))!;
        Assert.Equal(("bad_heartbeat", "heartbeat_seconds", $"{seconds}", hint), (error.Code, error.Parameter, error.Value, error.Hint));
    }

    [Fact]
    public async Task Codes_NoneOfThemKnown_AreInvalid()
    {
        var error = Errors.Read(await RefusedAsync(new WatchRequest { Indicators = { "bedz" } }))!;
        Assert.Equal(("unknown_code", "indicators", "bedz", "beds"), (error.Code, error.Parameter, error.Value, error.Hint));
    }

    // One row for each day from 1990 on, and one of a year.
    private static string Days(int count, string area) =>
        string.Concat(Enumerable.Range(0, count).Select(day => Row($"{day}", $"{new DateOnly(1990, 1, 1).AddDays(day):yyyy-MM-dd}", area: area))) + Row("1", "2023", area: area);

    private async Task WaitsAsync(int seconds)
    {
        while (await clock.Waits.ReadAsync() != TimeSpan.FromSeconds(seconds))
        {
            // Something else that the store waits for.
        }
    }

    private async Task IsUnknownAsync(WatchRequest request)
    {
        var error = Errors.Read(await RefusedAsync(request))!;
        Assert.Equal(("unknown_cursor", "cursor", Errors.Short(request.Cursor)), (error.Code, error.Parameter, error.Value));
    }

    private async Task<RpcException> RefusedAsync(WatchRequest request)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => new WatchQueries(store.Store).FollowAsync(request, new Watcher(_ => Task.CompletedTask), CancellationToken.None));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        return refused;
    }
}
