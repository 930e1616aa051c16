using Grpc.Core;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests.Hostile;

/// <summary>HTTP/2 pings of the client: what is set on the channel's handler finds a peer that is gone without a word.</summary>
public sealed class KeepAliveTests
{
    private static readonly byte[] Said = RawRequests.Frame(new SayResponse { Text = "said" });

    [Fact(Timeout = 60_000)]
    public async Task Peer_ThatFallsSilent_IsFoundAndTheNextCallConnectsAnew()
    {
        var never = new TaskCompletionSource();

        // While a call is being answered the server reads nothing, so it answers no ping either.
        using var server = RawServer.Start(call => call.ConnectionNumber == 1 ? never.Task : call.AnswerAsync(Said));
        using var channel = server.Open(Handler());
        var client = new ProbeService.ProbeServiceClient(channel);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new SayRequest()));
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Equal("said", (await client.SayAsync(new SayRequest())).Text);
        never.SetResult();
    }

    [Fact(Timeout = 60_000)]
    public async Task Peer_ThatAnswersPings_IsWaitedFor()
    {
        using var server = RawServer.Start(async call =>
        {
            for (var pings = 0; pings < 3; pings++)
            {
                await call.Connection.ReadAsync(frame => frame.Type == RawConnection.Ping);
            }

            await call.AnswerAsync(Said);
        });
        using var channel = server.Open(Handler());
        Assert.Equal("said", (await new ProbeService.ProbeServiceClient(channel).SayAsync(new SayRequest())).Text);
        Assert.Equal(1, server.Connections);
    }

    private static SocketsHttpHandler Handler() => new()
    {
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = TimeSpan.FromSeconds(1),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(1)
    };
}
