using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Data.V1;
using Indicators.Testing;
using Indicators.Types.V1;

namespace Indicators.EndToEnd.Tests;

/// <summary>Another system that holds a full copy in a file, while it and each side of the suite end and start again.</summary>
public sealed class CopyTests : IAsyncLifetime
{
    private const string Row = "county_hospital_level2_capability_share,{0},2034,,{1},percent,exact,actual,p. 1,,,{2},{3},{3}";

    private readonly SeparateProcesses suite = new();
    private readonly TemporaryFolder folder = new();
    private GrpcChannel? channel;

    private IndicatorDataService.IndicatorDataServiceClient Data => new(channel);

    private string Store => Path.Combine(folder.Path, "copy");

    public async ValueTask InitializeAsync()
    {
        await suite.StartAsync();
        channel = GrpcChannel.ForAddress(suite.Grpc);
    }

    public async ValueTask DisposeAsync()
    {
        channel?.Dispose();
        await suite.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 180_000)]
    public async Task Copy_ThroughEndsOfBothSides_StaysTheSuiteByteForByte()
    {
        await EndsInTheMidstAsync();
        await ServiceIsKilledAsync();
        await GatewayIsStoppedAsync();
    }

    // The reader: three times it stores one message and is gone.
    private async Task EndsInTheMidstAsync()
    {
        for (var life = 0; life < 3; life++)
        {
            using var watch = Data.Watch(new WatchRequest { Cursor = WatchedCopy.Load(Store).Cursor });
            await TakeAsync(watch, _ => true);
        }

        Assert.False(WatchedCopy.Load(Store).IsCurrent);
        await PublishAsync("watch-a", [], string.Format(Row, "CN", "1", "", "") + "\n" + string.Format(Row, "CN-GD", "2", "", ""));
        using var last = Data.Watch(new WatchRequest { Cursor = WatchedCopy.Load(Store).Cursor });
        await TakeAsync(last, m => m.Current);
        await IsWholeAsync();
    }

    // A service: the stream stays open, and what is revised and withdrawn afterwards comes by it.
    private async Task ServiceIsKilledAsync()
    {
        using var watch = Data.Watch(new WatchRequest { Cursor = WatchedCopy.Load(Store).Cursor, HeartbeatSeconds = 1 });
        await suite.EndAsync("county-hospitals", "KILL");
        await TakeAsync(watch, m => m.Unavailable.Contains("county-hospitals"));
        suite.Start("county-hospitals");
        await TakeAsync(watch, m => m.Current);

        await PublishAsync("watch-b", ["watch-a"], string.Format(Row, "CN", "", "withdraw", "an error") + "\n" + string.Format(Row, "CN-GD", "3", "", ""));
        await TakeAsync(watch, m => m.Removed.Count == 1 && m.Observations.Any(o => o.Value == "3" && o.Revision == 1));
        await TakeAsync(watch, m => m.Current);
        await IsWholeAsync();
    }

    // The gateway: the stream ends as one that may be opened again, and what was published meanwhile comes alone.
    private async Task GatewayIsStoppedAsync()
    {
        using var watch = Data.Watch(new WatchRequest { Cursor = WatchedCopy.Load(Store).Cursor });
        await TakeAsync(watch, m => m.Current);
        await suite.EndAsync("gateway", "TERM");
        var ended = await Assert.ThrowsAsync<RpcException>(() => TakeAsync(watch, _ => false));
        Assert.Equal(StatusCode.Unavailable, ended.StatusCode);

        await PublishAsync("watch-c", ["watch-b"], string.Format(Row, "CN-GD", "4", "", ""));
        suite.Start("gateway");
        var options = new CallOptions().WithWaitForReady();
        using var again = Data.Watch(new WatchRequest { Cursor = WatchedCopy.Load(Store).Cursor }, options);
        var messages = await TakeAsync(again, m => m.Current);
        Assert.Equal(["4"], messages.SelectMany(m => m.Observations).Select(o => o.Value));
        Assert.Equal(["watch-c"], messages.SelectMany(m => m.Releases).Select(r => r.Id));
        await IsWholeAsync();
    }

    private Task PublishAsync(string id, string[] revises, string rows) =>
        suite.PublishAsync(TestPackage.WriteRevision(folder.Path, id, "county-hospitals", "2031-01-01", revises, rows.Split('\n')));

    // As the reader's own loop: apply, store together with the cursor, go on.
    private async Task<List<WatchResponse>> TakeAsync(AsyncServerStreamingCall<WatchResponse> watch, Func<WatchResponse, bool> isLast)
    {
        var copy = WatchedCopy.Load(Store);
        var taken = new List<WatchResponse>();
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
        {
            taken.Add(watch.ResponseStream.Current);
            copy.Apply(taken[^1]);
            copy.Save(Store);
            if (isLast(taken[^1]))
            {
                return taken;
            }
        }

        throw new InvalidOperationException("The watch ended.");
    }

    private async Task IsWholeAsync()
    {
        var copy = WatchedCopy.Load(Store);
        var figures = new List<Observation>();
        using var stream = Data.StreamObservations(new StreamObservationsRequest { Selection = new() { DataVersion = copy.DataVersion } });
        while (await stream.ResponseStream.MoveNext(CancellationToken.None))
        {
            Assert.Equal((copy.DataVersion, 0), (stream.ResponseStream.Current.DataVersion, stream.ResponseStream.Current.Unavailable.Count));
            figures.AddRange(stream.ResponseStream.Current.Observations);
        }

        Assert.Equal(WatchedCopy.Of(figures), copy.Figures);
        Assert.Equal(WatchedCopy.Of((await Data.ListIndicatorsAsync(new() { PageSize = 1000 })).Indicators), copy.Indicators);
        Assert.Equal(WatchedCopy.Of((await Data.ListReleasesAsync(new() { PageSize = 1000 })).Releases), copy.Releases);
    }
}
