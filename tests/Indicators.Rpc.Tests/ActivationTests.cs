using Grpc.Core;
using Indicators.Testing.Rpc.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Indicators.Rpc.Tests;

/// <summary>How long an instance of a service lives.</summary>
public sealed class ActivationTests
{
    [Theory(Timeout = 30_000)]
    [InlineData(ServiceLifetime.Singleton, 1)]
    [InlineData(ServiceLifetime.Scoped, 3)]
    [InlineData(ServiceLifetime.Transient, 3)]
    [InlineData(null, 3)]
    public async Task Service_OfALifetime_IsMadeAsOften(ServiceLifetime? lifetime, int made)
    {
        var ledger = new Ledger();
        await using var host = await RpcHost.StartAsync(
            services =>
            {
                services.AddGrpc();
                services.AddSingleton(ledger);
                services.AddScoped<Resource>();
                if (lifetime is { } registered)
                {
                    services.TryAdd(new ServiceDescriptor(typeof(CountedProbe), typeof(CountedProbe), registered));
                }
            },
            web => web.MapGrpcService<CountedProbe>());
        for (var call = 0; call < 3; call++)
        {
            await host.Client.SayAsync(new SayRequest());
        }

        Assert.Equal(made, ledger.Made);
    }

    [Fact(Timeout = 30_000)]
    public async Task Service_MadeForACall_IsDisposedAfterItWithWhatItGotFromTheScope()
    {
        var ledger = new Ledger();
        await using var host = await RpcHost.StartAsync(
            services =>
            {
                services.AddGrpc();
                services.AddSingleton(ledger);
                services.AddScoped<Resource>();
            },
            web => web.MapGrpcService<ScopedProbe>());
        await host.Client.SayAsync(new SayRequest());
        await ledger.Disposed.Task;
        Assert.Equal(["probe", "resource"], ledger.Ended);
    }

    [Fact]
    public async Task Service_ThatIsNone_IsRefusedWhenMapped()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RpcHost.StartAsync(services => services.AddGrpc(), web => web.MapGrpcService<Ledger>()));
        Assert.Contains(nameof(Ledger), failure.Message);
    }

    [Fact]
    public async Task Service_WithoutAddGrpc_IsRefusedWhenMapped() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RpcHost.StartAsync(_ => { }, web => web.MapGrpcService<Probe>()));

    private sealed class Ledger
    {
        private int made;

        public int Made => made;

        public List<string> Ended { get; } = [];

        public TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Count() => Interlocked.Increment(ref made);
    }

    private sealed class Resource(Ledger ledger) : IDisposable
    {
        public void Dispose()
        {
            ledger.Ended.Add("resource");
            ledger.Disposed.TrySetResult();
        }
    }

    private sealed class CountedProbe : ProbeService.ProbeServiceBase
    {
        public CountedProbe(Ledger ledger) => ledger.Count();

        public override Task<SayResponse> Say(SayRequest request, ServerCallContext context) => Task.FromResult(new SayResponse());
    }

    private sealed class ScopedProbe(Ledger ledger, Resource resource) : ProbeService.ProbeServiceBase, IAsyncDisposable
    {
        public override Task<SayResponse> Say(SayRequest request, ServerCallContext context) =>
            Task.FromResult(new SayResponse { Text = $"{resource.GetType()}" });

        public ValueTask DisposeAsync()
        {
            ledger.Ended.Add("probe");
            return ValueTask.CompletedTask;
        }
    }
}
