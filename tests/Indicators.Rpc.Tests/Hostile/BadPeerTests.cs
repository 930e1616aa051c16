using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Indicators.Testing.Rpc.V1;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Indicators.Rpc.Tests.Hostile;

/// <summary>Peers that break the protocol, or use it against the server: the right status or a closed connection, and nothing is left of them.</summary>
[Collection(nameof(Alone))]
public sealed class BadPeerTests
{
    private static readonly byte[] Say = RawRequests.SayFrame();

    public static TheoryData<string, byte[], string> Bodies => new()
    {
        { "a truncated frame", Say[..^2], "13" },
        { "half a header", [0, 0, 0], "13" },
        { "a frame that claims 4 GB", [0, 255, 255, 255, 255, 1, 2, 3], "8" },
        { "compressed flag without encoding", RawRequests.Frame(new SayRequest { Text = "a" }, flag: 1), "13" },
        { "garbage after the message", [.. Say, 1, 2, 3], "13" },
        { "garbage as the message", RawRequests.Frame([255, 255, 255, 255], 0), "13" }
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Bodies))]
    public async Task Body_Malformed_IsAnsweredAndLeavesNothing(string what, byte[] body, string status)
    {
        await using var siege = await Siege.StartAsync();
        await siege.WithstandAsync(async () => Assert.Equal((what, status), (what, await StatusAsync(siege, RawRequests.Say, body))));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("an unknown method", "/indicators.testing.rpc.v1.ProbeService/Shout", "", "12")]
    [InlineData("an unknown service", "/indicators.testing.rpc.v1.Nobody/Say", "", "12")]
    [InlineData("an expired deadline", RawRequests.Say, "0n", "4")]
    [InlineData("a deadline that is none", RawRequests.Say, "soon", "13")]
    public async Task Call_ThatCannotBeAnswered_HasItsStatus(string what, string path, string timeout, string status)
    {
        await using var siege = await Siege.StartAsync(new Probe
        {
            OnSay = async (request, context) =>
            {
                await (context.Deadline < DateTime.UtcNow.AddSeconds(1) ? Task.Delay(Timeout.Infinite, context.CancellationToken) : Task.CompletedTask);
                return new SayResponse { Text = request.Text };
            }
        });
        await siege.WithstandAsync(async () => Assert.Equal((what, status), (what, await StatusAsync(siege, path, Say, timeout))));
    }

    [Fact(Timeout = 60_000)]
    public async Task ContentType_ThatIsNotGrpc_IsRefused()
    {
        await using var siege = await Siege.StartAsync();
        await siege.WithstandAsync(async () =>
        {
            using var response = await siege.Host.PostAsync(RawRequests.Say, Say, "text/html");
            Assert.Equal(415, (int)response.StatusCode);
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task Http11_OnTheGrpcPort_IsRefusedAndClosed()
    {
        await using var siege = await Siege.StartAsync();
        await siege.WithstandAsync(async () =>
        {
            using var peer = await RawConnection.OpenAsync(siege.Host.Address, preface: false);
            await peer.SendAsync("GET / HTTP/1.1\r\nHost: test\r\n\r\n"u8.ToArray());
            Assert.StartsWith("HTTP/1.1 400", Encoding.ASCII.GetString(await peer.ReadToEndAsync()));
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task Garbage_AfterTrailers_EndsTheConnection()
    {
        await using var siege = await Siege.StartAsync();
        await siege.WithstandAsync(async () =>
        {
            using var peer = await RawConnection.OpenAsync(siege.Host.Address);
            await peer.SendAsync([
                .. RawConnection.Call(1, RawRequests.Say),
                .. RawConnection.Frame(RawConnection.Data, 0, 1, Say),
                .. RawConnection.Frame(RawConnection.HeadersType, RawConnection.EndHeaders | RawConnection.EndStream, 1, RawConnection.Block(("x", "y"))),
                .. RawConnection.Frame(RawConnection.Data, 0, 1, [1, 2, 3])]);
            var end = await peer.ReadAsync(frame => frame.Closes);
            Assert.True(end is null or { Payload: [0, 0, 0, _, 0, 0, 0, not 0, ..] });
            await peer.ReadToEndAsync();
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task Frames_ThatAreNone_EndTheConnection()
    {
        await using var siege = await Siege.StartAsync();
        await siege.WithstandAsync(async () =>
        {
            using var peer = await RawConnection.OpenAsync(siege.Host.Address);
            await peer.SendAsync([255, 255, 255, 0, 0, 0, 0, 0, 1, .. new byte[1_000]]);
            Assert.True(await peer.ReadAsync(frame => frame.Closes) is null or { Type: RawConnection.GoAway });
            await peer.ReadToEndAsync();
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task HeaderBlock_OfAMegabyte_IsRefusedWithoutBeingKept()
    {
        await using var siege = await Siege.StartAsync();
        await siege.WithstandAsync(async () =>
        {
            using var peer = await RawConnection.OpenAsync(siege.Host.Address);
            var piece = RawConnection.Frame(RawConnection.Continuation, 0, 1, RawConnection.Block(("x", new string('a', 16_000))));
            await TrySendAsync(peer, RawConnection.Call(1, RawRequests.Say, flags: 0));
            for (var sent = 0; sent < 1_048_576 && await TrySendAsync(peer, piece); sent += piece.Length)
            {
                Assert.Equal(0, siege.UnderWay / 100);
            }

            var end = await peer.ReadAsync(frame => frame.Closes || frame.EndsStream);
            Assert.True(end is null or { Type: RawConnection.GoAway or RawConnection.Reset } || end.Status is not "0");
        }, times: 5);
    }

    // Both words are Kestrel's own and come without gRPC too: beyond its queue of outputs it cuts the connection and drops the stream that was to be queued. That
    // stream never counts as ended, so the loop of its connection waits for it until the collector takes both, which is what "never completed" reports.
    [Fact(Timeout = 120_000)]
    public async Task Streams_OpenedAndResetAtOnce_CostNothingThatStays()
    {
        await using var siege = await Siege.StartAsync();
        await siege.WithstandAsync(async () =>
        {
            using var peer = await RawConnection.OpenAsync(siege.Host.Address);
            for (var i = 0; i < 10_000; i++)
            {
                var stream = (2 * i) + 1;
                byte[] burst = [.. RawConnection.Call(stream, RawRequests.Collect), .. RawConnection.Frame(RawConnection.Reset, 0, stream, 0, 0, 0, 8)];
                if (!await TrySendAsync(peer, burst))
                {
                    return;
                }
            }
        }, times: 3, expected: "exceeded the output|application never completed");
    }

    [Fact(Timeout = 120_000)]
    public async Task Peer_ThatNeverReads_LosesItsConnectionAndStopsItsProducer()
    {
        var ended = 0;
        await using var siege = await Siege.StartAsync(
            new Probe
            {
                OnList = async (_, responses, _) =>
                {
                    try
                    {
                        var filling = ByteString.CopyFrom(new byte[60_000]);
                        while (true)
                        {
                            await responses.WriteAsync(new ListResponse { Filling = filling });
                        }
                    }
                    finally
                    {
                        Interlocked.Increment(ref ended);
                    }
                }
            },
            limits => limits.MinResponseDataRate = new MinDataRate(1_000_000, TimeSpan.FromSeconds(2)));
        var before = 0;
        await siege.WithstandAsync(async () =>
        {
            using var peer = await RawConnection.OpenAsync(siege.Host.Address);
            await peer.SendAsync([
                .. RawConnection.Frame(RawConnection.Settings, 0, 0, 0, 4, 127, 255, 255, 255),
                .. RawConnection.Frame(RawConnection.WindowUpdate, 0, 0, 127, 255, 0, 0),
                .. RawConnection.Call(1, RawRequests.List),
                .. RawConnection.Frame(RawConnection.Data, RawConnection.EndStream, 1, RawRequests.Frame(new ListRequest()))]);
            Assert.True(await Steady.UntilAsync(() => Volatile.Read(ref ended) > before, seconds: 20));
            before = ended;
        }, times: 2);
    }

    [Fact(Timeout = 60_000)]
    public async Task Peer_ThatLeavesInTheMiddle_LeavesNothing()
    {
        await using var siege = await Siege.StartAsync();
        await siege.WithstandAsync(async () =>
        {
            using var peer = await RawConnection.OpenAsync(siege.Host.Address);
            await peer.SendAsync([.. RawConnection.Call(1, RawRequests.Collect), .. RawConnection.Frame(RawConnection.Data, 0, 1, Say[..3])]);
            Assert.NotNull(await peer.ReadAsync(frame => frame.Type == RawConnection.Settings));
        });
    }

    private static async Task<string?> StatusAsync(Siege siege, string path, byte[] body, string timeout = "")
    {
        (string, string)[] headers = timeout.Length > 0 ? [("grpc-timeout", timeout)] : [];
        using var response = await siege.Host.PostAsync(path, body, headers: headers);
        return response.Headers.Value("grpc-status");
    }

    private static async Task<bool> TrySendAsync(RawConnection peer, byte[] bytes)
    {
        try
        {
            await peer.SendAsync(bytes);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
