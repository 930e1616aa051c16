using System.Buffers.Binary;
using Indicators.Rpc.Tests.Hostile;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>What a peer may cost the gRPC port of a process, each limit seen to hold as it is set.</summary>
public sealed class PeerLimitTests
{
    private const int KiloByte = 1024;
    private const int RefusedStream = 7;
    private const int FlowControlError = 3;

    [Fact(Timeout = 60_000)]
    public async Task Streams_BeyondTheLimit_AreRefusedAndTheOthersStay()
    {
        await using var host = await TextHost.StartAsync();
        using var peer = await RawConnection.OpenAsync(host.Address);
        for (var stream = 1; stream <= (2 * 256) + 1; stream += 2)
        {
            await peer.SendAsync(RawConnection.Call(stream, TextService.SendMethod.FullName));
        }

        var refused = await peer.ReadAsync(Fails);
        Assert.Equal(((2 * 256) + 1, RefusedStream), (refused!.Stream, Code(refused)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Data_ThatNobodyReads_IsTakenUpToTheStreamsWindow()
    {
        await using var host = await StartDeafAsync();
        using var peer = await RawConnection.OpenAsync(host.Address);
        await SendAsync(peer, stream: 1, kiloBytes: 256);
        await AssertHeardAsync(peer);
        await peer.SendAsync(RawConnection.Frame(RawConnection.Data, 0, 1, 1));
        Assert.Equal(FlowControlError, Code((await peer.ReadAsync(Fails))!));
    }

    [Fact(Timeout = 60_000)]
    public async Task Data_OfManyStreamsThatNobodyReads_IsTakenUpToTheConnectionsWindow()
    {
        await using var host = await StartDeafAsync();
        using var peer = await RawConnection.OpenAsync(host.Address);
        for (var stream = 1; stream <= 7; stream += 2)
        {
            await SendAsync(peer, stream, kiloBytes: 256);
        }

        await AssertHeardAsync(peer);
        await SendAsync(peer, stream: 9, kiloBytes: 1);
        Assert.Equal(FlowControlError, Code((await peer.ReadAsync(Fails))!));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(60, true)]
    [InlineData(66, false)]
    public async Task Headers_UpToTheLimit_AreTaken(int kiloBytes, bool isTaken)
    {
        await using var host = await TextHost.StartAsync();
        using var peer = await RawConnection.OpenAsync(host.Address);
        var pieces = RawConnection.Block(("x", new string('a', kiloBytes * KiloByte))).Chunk(16 * KiloByte).ToList();

        // The server may hang up before it has everything.
        await Record.ExceptionAsync(() => peer.SendAsync([
            .. RawConnection.Call(1, TextService.WatchMethod.FullName, flags: 0),
            .. pieces.SkipLast(1).SelectMany(piece => RawConnection.Frame(RawConnection.Continuation, 0, 1, piece)),
            .. RawConnection.Frame(RawConnection.Continuation, RawConnection.EndHeaders, 1, pieces[^1]),
            .. RawConnection.Frame(RawConnection.Data, RawConnection.EndStream, 1, 0, 0, 0, 0, 0)]));
        var answer = await peer.ReadAsync(frame => frame.Type == RawConnection.HeadersType || Fails(frame));
        Assert.Equal(isTaken, answer is { Type: RawConnection.HeadersType, EndsStream: false });
        Assert.Equal(isTaken, host.Service.Started.Task.IsCompleted);
    }

    [Fact(Timeout = 90_000)]
    public async Task Headers_ThatDoNotEnd_LoseTheConnection()
    {
        await using var host = await TextHost.StartAsync();
        using var peer = await RawConnection.OpenAsync(host.Address);
        await peer.SendAsync(RawConnection.Call(1, TextService.AskMethod.FullName, flags: 0));
        Assert.True(await peer.ReadAsync(Fails) is null or { Type: RawConnection.GoAway });
        await peer.ReadToEndAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Peer_ThatAnswersNoPing_LosesItsConnectionAndItsCalls()
    {
        await using var host = await TextHost.StartAsync(Pinging);
        using var peer = await WatchAsync(host);
        await host.Service.Ended.Task;
        await peer.ReadToEndAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Peer_ThatAnswersPings_IsLeftAlone()
    {
        await using var host = await TextHost.StartAsync(Pinging);
        using var peer = await WatchAsync(host);
        for (var pings = 0; pings < 3; pings++)
        {
            Assert.Equal(RawConnection.Ping, (await peer.ReadAsync(frame => frame.Type == RawConnection.Ping || Fails(frame)))!.Type);
        }

        Assert.False(host.Service.Ended.Task.IsCompleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task Reader_ThatLeavesItsWindowShut_KeepsItsStream()
    {
        await using var host = await TextHost.StartAsync(limits =>
        {
            Pinging(limits);
            limits.MinResponseDataRate = new(limits.MinResponseDataRate!.BytesPerSecond, gracePeriod: TimeSpan.FromSeconds(2));
        });
        host.Service.OnWatch = async (responses, context) =>
        {
            while (true)
            {
                await responses.WriteAsync(new string('a', 16 * KiloByte), context.CancellationToken);
            }
        };
        using var peer = await WatchAsync(host);

        // Each takes a second at least.
        for (var pings = 0; pings < 5; pings++)
        {
            Assert.Equal(RawConnection.Ping, (await peer.ReadAsync(frame => frame.Type == RawConnection.Ping || Fails(frame)))!.Type);
        }

        await peer.SendAsync([
            .. RawConnection.Frame(RawConnection.WindowUpdate, 0, 0, 0, 1, 0, 0), .. RawConnection.Frame(RawConnection.WindowUpdate, 0, 1, 0, 1, 0, 0)]);
        Assert.Equal(RawConnection.Data, (await peer.ReadAsync(frame => frame.Type == RawConnection.Data || Fails(frame)))!.Type);
    }

    /// <summary>A process that reads no stream of requests.</summary>
    private static async Task<TextHost> StartDeafAsync()
    {
        var host = await TextHost.StartAsync();
        host.Service.OnSend = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return "";
        };
        return host;
    }

    private static void Pinging(KestrelServerLimits limits)
    {
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(1);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(1);
    }

    /// <summary>A peer whose watch has been answered with its first message.</summary>
    private static async Task<RawConnection> WatchAsync(TextHost host)
    {
        var peer = await RawConnection.OpenAsync(host.Address);
        await peer.SendAsync([
            .. RawConnection.Call(1, TextService.WatchMethod.FullName),
            .. RawConnection.Frame(RawConnection.Data, RawConnection.EndStream, 1, 0, 0, 0, 0, 0)]);
        Assert.Equal(RawConnection.Data, (await peer.ReadAsync(frame => frame.Type == RawConnection.Data || Fails(frame)))!.Type);
        return peer;
    }

    private static async Task SendAsync(RawConnection peer, int stream, int kiloBytes)
    {
        await peer.SendAsync(RawConnection.Call(stream, TextService.SendMethod.FullName));
        for (var sent = 0; sent < kiloBytes; sent += 16)
        {
            await peer.SendAsync(RawConnection.Frame(RawConnection.Data, 0, stream, new byte[Math.Min(16, kiloBytes) * KiloByte]));
        }
    }

    // What was sent before a ping has been dealt with when it is answered.
    private static async Task AssertHeardAsync(RawConnection peer)
    {
        await peer.SendAsync(RawConnection.Frame(RawConnection.Ping, 0, 0, new byte[8]));
        var answer = await peer.ReadAsync(frame => frame is { Type: RawConnection.Ping, Flags: RawConnection.Ack } || Fails(frame));
        Assert.Equal(RawConnection.Ping, answer!.Type);
    }

    private static bool Fails(RawFrame frame) => frame.Type is RawConnection.Reset or RawConnection.GoAway;

    private static int Code(RawFrame frame) => BinaryPrimitives.ReadInt32BigEndian(frame.Payload.AsSpan(frame.Type == RawConnection.GoAway ? 4 : 0));
}
