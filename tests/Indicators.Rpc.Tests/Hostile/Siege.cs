using System.Net;
using Grpc.Core;
using Indicators.Testing.Rpc.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.Rpc.Tests.Hostile;

/// <summary>Tests that count what the process holds, and so run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>A server under attack: others call it meanwhile, and what it holds is counted before and after.</summary>
internal sealed class Siege : IAsyncDisposable
{
    private const int MegaByte = 1024 * 1024;

    private readonly Load load;

    private Siege(RpcHost host, Load load)
    {
        Host = host;
        this.load = load;
    }

    public RpcHost Host { get; }

    /// <summary>Requests that the server has not ended.</summary>
    public int UnderWay => Volatile.Read(ref load.Requests);

    public static async Task<Siege> StartAsync(Probe? probe = null, Action<KestrelServerLimits>? limit = null)
    {
        var load = new Load();
        var host = await RpcHost.StartAsync(
            services =>
            {
                services.AddGrpc();
                services.AddSingleton(probe ?? new Probe());
                services.Configure<KestrelServerOptions>(kestrel => limit?.Invoke(kestrel.Limits));
            },
            web =>
            {
                web.Use(async (http, next) =>
                {
                    Interlocked.Increment(ref load.Requests);
                    try
                    {
                        await next(http);
                    }
                    finally
                    {
                        Interlocked.Decrement(ref load.Requests);
                    }
                });
                web.MapGrpcService<Probe>();
            });
        return new Siege(host, load);
    }

    /// <summary>Runs the attack again and again while others call, then waits until nothing of it is left; no error is logged but the expected one.</summary>
    public async Task WithstandAsync(Func<Task> attack, int times = 20, string expected = "none")
    {
        await WarmAsync(attack);
        var (sockets, memory) = (Sockets(), GC.GetTotalMemory(forceFullCollection: true));
        using var stop = new CancellationTokenSource();
        var others = CallUntilAsync(stop.Token);
        for (var i = 0; i < times; i++)
        {
            await attack();
        }

        stop.Cancel();
        Assert.InRange(await others, 1, int.MaxValue);
        Assert.True(await Steady.UntilAsync(() => UnderWay == 0), $"{UnderWay} requests are still under way");
        Assert.True(await Steady.UntilAsync(() => Sockets() <= sockets), $"{Sockets()} sockets are open where there were {sockets}");
        Assert.True(
            await Steady.UntilAsync(() => GC.GetTotalMemory(forceFullCollection: true) < memory + (4 * MegaByte)),
            $"{GC.GetTotalMemory(true)} bytes are held where there were {memory}");
        Assert.DoesNotContain(Host.Errors.Messages, message => !expected.Split('|').Any(message.Contains));
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    // Connections and buffers that stay are there before anything is counted.
    private async Task WarmAsync(Func<Task> attack)
    {
        await Host.Client.SayAsync(new SayRequest { Text = "warm" });
        await attack();
        Assert.True(await Steady.UntilAsync(() => UnderWay == 0), $"{UnderWay} requests are still under way");
    }

    private async Task<int> CallUntilAsync(CancellationToken stop)
    {
        var calls = 0;
        for (; !stop.IsCancellationRequested || calls == 0; calls++)
        {
            var answer = await Host.Client.SayAsync(new SayRequest { Text = $"{calls}" }, deadline: DateTime.UtcNow.AddSeconds(20));
            Assert.Equal($"{calls}", answer.Text);
        }

        return calls;
    }

    private static int Sockets() => Directory.EnumerateFiles("/proc/self/fd")
        .Count(file => new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

    private sealed class Load
    {
        public int Requests;
    }
}
