using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Indicators.Rpc.Tests.Hostile;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

public sealed class ChannelStateTests
{
    private static readonly GrpcChannelOptions Impatient = new()
    {
        InitialReconnectBackoff = TimeSpan.FromMilliseconds(20),
        MaxReconnectBackoff = TimeSpan.FromMilliseconds(100)
    };

    [Fact(Timeout = 30_000)]
    public async Task State_OfAChannel_FollowsItsServer()
    {
        await using var host = await Balancing.StartAsync("host");
        using var channel = GrpcChannel.ForAddress(host.Address);
        Assert.Equal(ConnectivityState.Idle, channel.State);
        await channel.ConnectAsync();
        Assert.Equal(ConnectivityState.Ready, channel.State);
        Assert.Equal("host", await channel.AskAsync());
        await host.StopAsync();
        await channel.WaitForAsync(ConnectivityState.Idle);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => channel.AskAsync())).StatusCode);
        Assert.Equal(ConnectivityState.TransientFailure, channel.State);
        var change = channel.WaitForStateChangedAsync(ConnectivityState.TransientFailure);
        channel.Dispose();
        await change;
        Assert.Equal(ConnectivityState.Shutdown, channel.State);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => channel.ConnectAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Channel_ToAnIpv6Address_UsesTheConnectionThatItKnowsOf()
    {
        using var server = RawServer.Start(call => call.AnswerAsync(RawRequests.Frame(new SayResponse { Text = "host" })));
        using var channel = GrpcChannel.ForAddress($"http://[::ffff:127.0.0.1]:{server.Address.Port}");
        Assert.Equal("host", await channel.AskAsync());
        Assert.Equal(1, server.Connections);
    }

    [Fact(Timeout = 30_000)]
    public async Task State_ServerGoneBeforeTheFirstCall_IsNoticed()
    {
        await using var host = await Balancing.StartAsync("host");
        using var channel = GrpcChannel.ForAddress(host.Address);
        await channel.ConnectAsync();
        await host.StopAsync();
        await channel.WaitForAsync(ConnectivityState.Idle);
    }

    [Fact(Timeout = 30_000)]
    public async Task Channel_ServerThatReturns_IsConnectedWithoutACall()
    {
        await using var gone = await Balancing.StartAsync("gone");
        await gone.StopAsync();
        using var channel = GrpcChannel.ForAddress(gone.Address, Impatient);
        var connecting = channel.ConnectAsync();
        await channel.WaitForAsync(ConnectivityState.TransientFailure);
        await using var back = await Balancing.StartAsync("back", gone.Address.Port);
        await connecting;
        Assert.Equal("back", await channel.AskAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task Channel_ServerThatIsGone_IsAskedLessAndLessOftenUpToTheLimit()
    {
        await using var gone = await Balancing.StartAsync("gone");
        await gone.StopAsync();
        var initial = TimeSpan.FromMilliseconds(10);
        using var bounded = GrpcChannel.ForAddress(gone.Address, new GrpcChannelOptions { InitialReconnectBackoff = initial, MaxReconnectBackoff = initial });
        using var growing = GrpcChannel.ForAddress(gone.Address, new GrpcChannelOptions { InitialReconnectBackoff = initial, MaxReconnectBackoff = null });
        using var stop = new CancellationTokenSource();
        var fewer = CountFailuresAsync(growing, most: int.MaxValue, stop.Token);

        // Without the limit the sixtieth attempt would wait for months: 10 ms times 1.6 to the sixtieth.
        Assert.Equal(60, await CountFailuresAsync(bounded, most: 60, CancellationToken.None));
        stop.Cancel();
        Assert.InRange(await fewer, 2, 30);
    }

    [Fact(Timeout = 30_000)]
    public async Task Call_WaitForReady_IsMadeOnceTheServerIsThere()
    {
        await using var gone = await Balancing.StartAsync("gone");
        await gone.StopAsync();
        using var channel = GrpcChannel.ForAddress(gone.Address, Impatient);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => channel.AskAsync())).StatusCode);
        var waiting = channel.AskAsync(waitForReady: true);
        await using var back = await Balancing.StartAsync("back", gone.Address.Port);
        Assert.Equal("back", await waiting);
    }

    [Fact(Timeout = 30_000)]
    public async Task Call_WaitForReady_WaitsNoLongerThanItsDeadline()
    {
        await using var gone = await Balancing.StartAsync("gone");
        await gone.StopAsync();
        using var channel = GrpcChannel.ForAddress(gone.Address, Impatient);
        var options = new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(300)).WithWaitForReady();
        using var call = new ProbeService.ProbeServiceClient(channel).List(new ListRequest(), options);
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Connect_Cancelled_Ends()
    {
        await using var gone = await Balancing.StartAsync("gone");
        await gone.StopAsync();
        using var channel = GrpcChannel.ForAddress(gone.Address, Impatient);
        using var source = new CancellationTokenSource();
        var connecting = channel.ConnectAsync(source.Token);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact(Timeout = 30_000)]
    public async Task Address_ByDns_IsResolvedAndNamedToTheServer()
    {
        var host = new TaskCompletionSource<string>();
        await using var server = await RpcHost.StartAsync(new Probe
        {
            OnSay = (_, context) =>
            {
                host.TrySetResult(context.Host);
                return Task.FromResult(new SayResponse { Text = "named" });
            }
        });
        using var channel = GrpcChannel.ForAddress(
            $"dns:///localhost:{server.Address.Port}", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure });
        Assert.Equal("named", await channel.AskAsync());
        Assert.Equal($"localhost:{server.Address.Port}", await host.Task);
    }

    [Fact(Timeout = 30_000)]
    public async Task Address_UnknownToDns_IsUnavailable()
    {
        using var channel = GrpcChannel.ForAddress("dns:///nowhere.invalid", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure });
        var failure = await Assert.ThrowsAsync<RpcException>(() => channel.AskAsync());
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Contains("nowhere.invalid", failure.Status.Detail);
    }

    [Fact]
    public void Channel_ThatCannotWork_IsRefused()
    {
        var insecure = new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure };
        Assert.Contains("dns", Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress("dns:///localhost")).Message);
        Assert.Contains("'other'", Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress("other:///servers", insecure)).Message);
        Assert.Contains("RetryPolicy", Assert.Throws<NotSupportedException>(() => GrpcChannel.ForAddress("http://localhost", Retrying())).Message);
        Assert.Contains("'best'", Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress("http://localhost", Best())).Message);
        using var http = new HttpClient();
        var passive = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpClient = http });
        Assert.Throws<InvalidOperationException>(() => passive.State);
    }

    private static async Task<int> CountFailuresAsync(GrpcChannel channel, int most, CancellationToken stop)
    {
        _ = channel.ConnectAsync(stop);
        var failures = 0;
        try
        {
            while (failures < most)
            {
                var state = channel.State;
                failures += state == ConnectivityState.TransientFailure ? 1 : 0;
                await channel.WaitForStateChangedAsync(state, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The other channel has had its attempts.
        }

        return failures;
    }

    private static GrpcChannelOptions Retrying() => new()
    {
        ServiceConfig = new ServiceConfig { MethodConfigs = { new MethodConfig { Names = { new MethodName() }, RetryPolicy = new RetryPolicy() } } }
    };

    private static GrpcChannelOptions Best() => new()
    {
        ServiceConfig = new ServiceConfig { LoadBalancingConfigs = { new LoadBalancingConfig("best") } }
    };
}
