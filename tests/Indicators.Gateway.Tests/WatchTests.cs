using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>A copy of the whole suite, held by Watch.</summary>
public sealed class WatchTests(SuiteHost suite)
{
    private const string Row = "county_hospital_level2_capability_share,CN,2034,,{0},percent,exact,actual,p. 1,,,{1},{2},{2}";

    private readonly IndicatorDataService.IndicatorDataServiceClient data = new(suite.Channel);
    private readonly WatchedCopy copy = new();

    [Fact]
    public async Task Copy_BrokenOffAfterEveryMessage_IsTheSuiteByteForByte()
    {
        var messages = 0;
        for (; !copy.IsCurrent; messages++)
        {
            await data.BringAsync(copy, messages: 1);
        }

        Assert.InRange(messages, 2 * ServiceOrder.Count, 40);
        await data.IsWholeAsync(copy);
    }

    [Fact]
    public async Task OpenWatch_RevisionAndWithdrawal_AreBroughtAtOnce()
    {
        using var folder = new TemporaryFolder();
        using var watch = data.Watch(new WatchRequest(), deadline: DateTime.UtcNow.AddSeconds(60));
        await watch.UntilAsync(copy, m => m.Current);

        await suite.PublishAsync(TestPackage.Write(folder.Path, "test-watch-a", "county-hospitals", "2031-01-01", string.Format(Row, "1", "", "")));
        await watch.UntilAsync(copy, m => m.Observations.Any(o => o.Value == "1" && o.Period.Code == "2034"));
        await suite.PublishAsync(TestPackage.WriteRevision(folder.Path, "test-watch-b", "county-hospitals", "2031-01-02", ["test-watch-a"], string.Format(Row, "2", "", "")));
        await watch.UntilAsync(copy, m => m.Observations.Any(o => o.Value == "2" && o.Revision == 1));
        await suite.PublishAsync(
            TestPackage.WriteRevision(folder.Path, "test-watch-c", "county-hospitals", "2031-01-03", ["test-watch-a", "test-watch-b"], string.Format(Row, "", "withdraw", "an error")));
        await watch.UntilAsync(copy, m => m.Removed.Any(k => k.Period.Code == "2034"));
        await watch.UntilAsync(copy, m => m.Current);
        await data.IsWholeAsync(copy);
    }

    [Fact]
    public async Task Filter_OfIndicatorsAndAreas_BringsTheirFiguresAlone()
    {
        var filter = new WatchRequest { Indicators = { "beds", "beds", "bedz" }, Areas = { "CN", "CN-GD" } };
        var messages = await data.BringAsync(copy, filter);

        Assert.Equal(("bedz", "beds"), (messages[0].Warnings.Single().Value, messages[0].Warnings.Single().Hint));
        Assert.Equal(WatchedCopy.Of(await data.FiguresAsync(new() { Indicators = { "beds" }, Areas = { "CN", "CN-GD" }, DataVersion = copy.DataVersion })), copy.Figures);
        Assert.Single(copy.Indicators);
        Assert.Single(await data.BringAsync(copy, filter));
    }

    [Fact]
    public async Task DataVersion_OfTheStream_IsACursor()
    {
        var version = (await data.GetDataVersionAsync(new())).DataVersion;
        copy.Apply(new WatchResponse { Cursor = version });
        var message = Assert.Single(await data.BringAsync(copy));
        Assert.Equal((version, true, 0), (message.DataVersion, message.Current, message.Releases.Count + message.Observations.Count));
    }

    [Fact(Timeout = 60_000)]
    public async Task Silence_OfAHeartbeat_BringsAMessageWithoutContent()
    {
        using var watch = data.Watch(new WatchRequest { Cursor = (await data.GetDataVersionAsync(new())).DataVersion, HeartbeatSeconds = 1 });
        await watch.UntilAsync(copy, m => m.Current);
        var heartbeat = await watch.UntilAsync(copy, m => m.Current);
        Assert.Equal(new WatchResponse { Cursor = heartbeat.Cursor, DataVersion = heartbeat.DataVersion, Current = true }, heartbeat);
    }

    [Fact]
    public async Task Cursor_ThatNobodyGaveOrOfOtherCodes_IsUnknown()
    {
        var version = (await data.GetDataVersionAsync(new())).DataVersion;
        foreach (var cursor in new[] { "garbage", "不是游标", "12-00000000", "1.1.1.1.1.1-00000000", version[..^8] + "00000000" })
        {
            await IsUnknownAsync(new WatchRequest { Cursor = cursor });
        }

        await data.BringAsync(copy, new WatchRequest { Indicators = { "beds" } });
        await IsUnknownAsync(new WatchRequest { Cursor = copy.Cursor });
        await IsUnknownAsync(new WatchRequest { Cursor = copy.Cursor, Indicators = { "beds" }, Areas = { "CN" } });
        Assert.Single(await data.BringAsync(copy, new WatchRequest { Indicators = { "beds" } }));
    }

    [Fact]
    public async Task Cursor_OfAServiceWhoseDataWereReplaced_IsUnknown()
    {
        var state = ((Suite)suite.Gateway.Services.GetService(typeof(Suite))!).Versions.Current;
        var elsewhere = SuiteCursorOf(state.Versions, ServiceOrder.Reforms, "3-00000000").Write(new WatchRequest());
        await IsUnknownAsync(new WatchRequest { Cursor = elsewhere });
    }

    [Theory]
    [InlineData("heartbeat_seconds", "bad_heartbeat", "300")]
    [InlineData("indicators", "unknown_code", "beds")]
    public async Task Request_OutsideItsBounds_IsInvalidNamingTheField(string field, string code, string hint)
    {
        var error = Errors.Read(await RefusedAsync(field == "indicators" ? new() { Indicators = { "bedz" } } : new() { HeartbeatSeconds = 301 }))!;
        Assert.Equal((field, code, hint), (error.Parameter, error.Code, error.Hint));
    }

    private static PageToken SuiteCursorOf(VersionVector versions, int service, string version)
    {
        var parts = Enumerable.Range(0, ServiceOrder.Count).Select(s => s == service ? version : versions[s]);
        return new PageToken(0, "", false, [.. parts, .. Enumerable.Repeat("", ServiceOrder.Count)]);
    }

    private async Task IsUnknownAsync(WatchRequest request)
    {
        var error = Errors.Read(await RefusedAsync(request))!;
        Assert.Equal(("unknown_cursor", "cursor", Errors.Short(request.Cursor)), (error.Code, error.Parameter, error.Value));
    }

    private async Task<RpcException> RefusedAsync(WatchRequest request)
    {
        using var watch = data.Watch(request, deadline: DateTime.UtcNow.AddSeconds(30));
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        });
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        return refused;
    }
}
