using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

public sealed class BalancingTests
{
    [Fact(Timeout = 60_000)]
    public async Task PickFirst_OfSeveralServers_TakesTheNextWhenOneIsGone()
    {
        await using var first = await Balancing.StartAsync("first");
        await using var second = await Balancing.StartAsync("second");
        using var channel = Balancing.Channel(Balancing.Static(first, second));
        Assert.Equal(["first"], await AskAsync(channel, 10));
        await first.StopAsync();
        await channel.WaitForAsync(ConnectivityState.Idle);
        Assert.Equal(["second"], await AskAsync(channel, 10));
    }

    [Fact(Timeout = 60_000)]
    public async Task RoundRobin_OfSeveralServers_AsksEachInTurn()
    {
        await using var first = await Balancing.StartAsync("first");
        await using var second = await Balancing.StartAsync("second");
        await using var third = await Balancing.StartAsync("third");
        using var channel = Balancing.Channel(Balancing.Static(first, second, third), new RoundRobinConfig());
        await AllAnswerAsync(channel, "first", "second", "third");
        var answers = new List<string>();
        for (var call = 0; call < 30; call++)
        {
            answers.Add(await channel.AskAsync());
        }

        Assert.Equal([10, 10, 10], answers.CountBy(answer => answer).Select(counted => counted.Value));
    }

    [Fact(Timeout = 60_000)]
    public async Task RoundRobin_ServerThatGoesAndReturns_IsLeftOutAndTakenBack()
    {
        await using var first = await Balancing.StartAsync("first");
        await using var second = await Balancing.StartAsync("second");
        using var channel = Balancing.Channel(Balancing.Static(first, second), new RoundRobinConfig());
        await AllAnswerAsync(channel, "first", "second");
        await first.StopAsync();
        await AllAnswerAsync(channel, "second");
        Assert.Equal(["second"], await AskAsync(channel, 20));
        await using var again = await Balancing.StartAsync("again", first.Address.Port);
        await AllAnswerAsync(channel, "again", "second");
    }

    [Fact(Timeout = 60_000)]
    public async Task WaitForReady_ServerThatTakesNoMoreConnections_WaitsForTheNextOne()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = await RpcHost.StartAsync(new Probe
        {
            OnSay = async (_, _) =>
            {
                await (entered.TrySetResult() ? leave.Task : Task.CompletedTask);
                return new SayResponse { Text = "first" };
            }
        });
        using var channel = Balancing.Channel(Balancing.Static(first));
        var held = channel.AskAsync();
        await entered.Task;

        // It listens no more and has said so, but ends the call that it has: the channel still has a connection, and gets no other.
        var stopping = first.StopAsync();
        while ((await AskUntilLostAsync(channel, 1, waitForReady: false)).Count > 0)
        {
        }

        var waiting = channel.AskAsync(waitForReady: true);
        leave.SetResult();
        Assert.Equal("first", await held);
        await stopping;
        await using var again = await Balancing.StartAsync("again", first.Address.Port);
        Assert.Equal("again", await waiting);
    }

    [Fact(Timeout = 60_000)]
    public async Task Resolver_NewAddresses_AreUsedAndOldOnesLeft()
    {
        await using var first = await Balancing.StartAsync("first");
        await using var second = await Balancing.StartAsync("second");
        await using var third = await Balancing.StartAsync("third");
        var resolver = new Balancing.Given { First = ResolverResult.ForResult([Balancing.Address(first)]) };
        using var channel = Balancing.Channel(resolver, new RoundRobinConfig());
        Assert.Equal(["first"], await AskAsync(channel, 5));
        resolver.Give(second, third);
        await AllAnswerAsync(channel, "second", "third");
        Assert.Equal(["second", "third"], await AskAsync(channel, 20));
    }

    [Fact(Timeout = 60_000)]
    public async Task PickFirst_AddressThatIsTakenAway_IsUsedNoMore()
    {
        await using var first = await Balancing.StartAsync("first");
        await using var second = await Balancing.StartAsync("second");
        var resolver = new Balancing.Given { First = ResolverResult.ForResult([Balancing.Address(first)]) };
        using var channel = Balancing.Channel(resolver, new PickFirstConfig());
        Assert.Equal("first", await channel.AskAsync());
        resolver.Give(second, first);
        Assert.Equal("first", await channel.AskAsync());
        resolver.Give(second);
        Assert.Equal("second", await channel.AskAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task Resolver_ThatFails_IsUnavailableUntilItSucceeds()
    {
        await using var host = await Balancing.StartAsync("host");
        var resolver = new Balancing.Given();
        using var channel = Balancing.Channel(resolver);
        var failure = await Assert.ThrowsAsync<RpcException>(() => channel.AskAsync());
        Assert.Equal((StatusCode.Unavailable, "no directory"), (failure.StatusCode, failure.Status.Detail));
        var waiting = channel.AskAsync(waitForReady: true);
        resolver.Give(host);
        Assert.Equal("host", await waiting);
    }

    [Fact(Timeout = 60_000)]
    public async Task PickFirst_NewAddresses_AreTriedWithoutWaitingForTheOldOnes()
    {
        await using var gone = await Balancing.StartAsync("gone");
        await gone.StopAsync();
        await using var host = await Balancing.StartAsync("host");
        var resolver = new Balancing.Given { First = ResolverResult.ForResult([Balancing.Address(gone)]) };
        using var channel = Balancing.Channel(resolver, TimeSpan.FromHours(1), TimeSpan.FromHours(2));
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => channel.AskAsync())).StatusCode);
        resolver.Give(host);
        Assert.Equal("host", await channel.AskAsync(waitForReady: true));
    }

    [Fact(Timeout = 60_000)]
    public async Task RoundRobin_ServerThatHangsUpAtOnce_IsNotAskedWithoutPause()
    {
        using var rude = new TcpListener(IPAddress.Loopback, 0);
        rude.Start();
        var accepted = 0;
        _ = HangUpAsync(rude, () => Interlocked.Increment(ref accepted));
        await using var host = await Balancing.StartAsync("host");
        var port = ((IPEndPoint)rude.LocalEndpoint).Port;
        using var channel = Balancing.Channel(
            new StaticResolverFactory(_ => [new BalancerAddress("127.0.0.1", port), Balancing.Address(host)]), new RoundRobinConfig());
        for (var call = 0; call < 2_000; call++)
        {
            try
            {
                await channel.AskAsync();
            }
            catch (RpcException failure) when (failure.StatusCode is StatusCode.Unavailable or StatusCode.Internal)
            {
                // The one that hangs up was ready when it was its turn.
            }
        }

        // One for each of its turns at most, however fast the calls are; without a pause it is connected to thousands of times a second.
        Assert.InRange(Volatile.Read(ref accepted), 1, 1_200);
    }

    private static async Task HangUpAsync(TcpListener listener, Action accepted)
    {
        while (true)
        {
            (await listener.AcceptSocketAsync()).Close(0);
            accepted();
        }
    }

    // A server takes part once it is connected: the others answer meanwhile.
    private static async Task AllAnswerAsync(Grpc.Net.Client.GrpcChannel channel, params string[] names)
    {
        while (!(await AskUntilLostAsync(channel, 2 * names.Length)).SequenceEqual(names))
        {
            await Task.Delay(20);
        }
    }

    // A call that a server had when it went is lost, and nobody can say whether it was done.
    private static async Task<IReadOnlyList<string>> AskUntilLostAsync(Grpc.Net.Client.GrpcChannel channel, int calls, bool waitForReady = true)
    {
        try
        {
            return await AskAsync(channel, calls, waitForReady);
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.Unavailable)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<string>> AskAsync(Grpc.Net.Client.GrpcChannel channel, int calls, bool waitForReady = true)
    {
        var answers = new SortedSet<string>(StringComparer.Ordinal);
        for (var call = 0; call < calls; call++)
        {
            answers.Add(await channel.AskAsync(waitForReady));
        }

        return [.. answers];
    }
}
