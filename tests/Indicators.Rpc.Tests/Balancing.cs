using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Indicators.Testing.Rpc.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.Rpc.Tests;

/// <summary>Channels to several servers, each of which answers with its own name.</summary>
internal static class Balancing
{
    public static Task<RpcHost> StartAsync(string name, int port = 0) => RpcHost.StartAsync(
        new Probe { OnSay = (_, _) => Task.FromResult(new SayResponse { Text = name }) }, port: port);

    public static GrpcChannel Channel(ResolverFactory resolver, params LoadBalancingConfig[] policies) =>
        Channel(resolver, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100), policies);

    public static GrpcChannel Channel(ResolverFactory resolver, TimeSpan backoff, TimeSpan longestBackoff, params LoadBalancingConfig[] policies)
    {
        var config = new ServiceConfig();
        Array.ForEach(policies, config.LoadBalancingConfigs.Add);
        return GrpcChannel.ForAddress($"{resolver.Name}:///servers", new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Insecure,
            ServiceConfig = config,
            ServiceProvider = new ServiceCollection().AddSingleton(resolver).BuildServiceProvider(),
            InitialReconnectBackoff = backoff,
            MaxReconnectBackoff = longestBackoff
        });
    }

    public static ResolverFactory Static(params RpcHost[] hosts) => new StaticResolverFactory(_ => hosts.Select(Address));

    public static BalancerAddress Address(RpcHost host) => new(host.Address.Host, host.Address.Port);

    public static async Task<string> AskAsync(this GrpcChannel channel, bool waitForReady = false)
    {
        var options = new CallOptions(deadline: DateTime.UtcNow.AddSeconds(20)).WithWaitForReady(waitForReady);
        return (await new ProbeService.ProbeServiceClient(channel).SayAsync(new SayRequest(), options)).Text;
    }

    public static async Task WaitForAsync(this GrpcChannel channel, ConnectivityState state)
    {
        for (var now = channel.State; now != state; now = channel.State)
        {
            await channel.WaitForStateChangedAsync(now);
        }
    }

    /// <summary>A resolver whose results the test gives.</summary>
    internal sealed class Given : ResolverFactory
    {
        private Action<ResolverResult>? listener;

        public ResolverResult First { get; init; } = ResolverResult.ForFailure(new Status(StatusCode.Unavailable, "no directory"));

        public override string Name => "given";

        public override Resolver Create(ResolverOptions options) => new Source(this);

        public void Give(params RpcHost[] hosts) => listener!(ResolverResult.ForResult([.. hosts.Select(Address)]));

        private sealed class Source(Given owner) : Resolver
        {
            public override void Start(Action<ResolverResult> listener)
            {
                owner.listener = listener;
                listener(owner.First);
            }
        }
    }
}
