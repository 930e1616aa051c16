using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;

namespace Grpc.Client;

/// <summary>How a channel reaches its servers: connections of its own under a SocketsHttpHandler, or whatever another handler or client does.</summary>
internal sealed class ChannelTransport : IDisposable
{
    // As long as gRPC waits elsewhere; a handler's own limit goes first.
    private static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(20);

    private readonly HttpClient? client;
    private readonly HttpMessageInvoker invoker;
    private readonly bool ownsInvoker;
    private readonly ConnectionManager? connections;
    private readonly ServerAddress? only;

    public ChannelTransport(Uri address, bool isSecure, Resolver? resolver, GrpcChannelOptions options)
    {
        var handler = options.HttpHandler ?? (options.HttpClient is null ? CreateHandler() : null);
        var sockets = Innermost(handler) as SocketsHttpHandler;
        var isOpen = sockets is { ConnectCallback: null };
        var isRoundRobin = IsRoundRobin(options.ServiceConfig);
        if (!isOpen && (resolver is not null || options.ServiceConfig is { LoadBalancingConfigs.Count: > 0 }))
        {
            throw Unsupported();
        }

        if (isOpen)
        {
            var timeout = sockets!.ConnectTimeout == Timeout.InfiniteTimeSpan ? DefaultConnectTimeout : sockets.ConnectTimeout;
            var scheme = isSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
            connections = new ConnectionManager(resolver ?? Single(address), scheme, isRoundRobin, timeout, options);
            sockets.ConnectCallback = (context, cancellationToken) => connections.OpenAsync(context.DnsEndPoint, cancellationToken);
        }
        else
        {
            only = new ServerAddress(address.Scheme, new BalancerAddress(address.IdnHost, address.Port));
        }

        client = options.HttpClient;
        invoker = client ?? new HttpMessageInvoker(handler!, disposeHandler: true);
        ownsInvoker = options.DisposeHttpClient || options is { HttpClient: null, HttpHandler: null };
    }

    /// <summary>The connections, where the channel has them in hand.</summary>
    public ConnectionManager Connections => connections ?? throw Unsupported();

    public bool HasConnections => connections is not null;

    public ValueTask<ServerAddress> PickAsync(bool waitForReady, CancellationToken cancellationToken) =>
        connections?.PickAsync(waitForReady, cancellationToken) ?? ValueTask.FromResult(only!);

    // HttpClient's own SendAsync would collect the whole body first.
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => client is null
        ? invoker.SendAsync(request, cancellationToken)
        : client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public void Dispose()
    {
        connections?.Dispose();
        if (ownsInvoker)
        {
            invoker.Dispose();
        }
    }

    private static Resolver Single(Uri address) => new StaticResolverFactory(_ => [new BalancerAddress(address.IdnHost, address.Port)])
        .Create(new ResolverOptions(address, address.Port, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, new GrpcChannelOptions()));

    private static HttpMessageHandler? Innermost(HttpMessageHandler? handler) =>
        handler is DelegatingHandler { InnerHandler: { } inner } ? Innermost(inner) : handler;

    private static bool IsRoundRobin(ServiceConfig? config)
    {
        var policies = config?.LoadBalancingConfigs.Select(policy => policy.PolicyName).ToArray() ?? [];
        var known = policies.FirstOrDefault(policy => policy is LoadBalancingConfig.PickFirstPolicyName or LoadBalancingConfig.RoundRobinPolicyName);
        return known is not null || policies.Length == 0
            ? known == LoadBalancingConfig.RoundRobinPolicyName
            : throw new InvalidOperationException($"No load balancer is known for '{string.Join("', '", policies)}'; known are 'pick_first' and 'round_robin'.");
    }

    private static InvalidOperationException Unsupported() => new(
        "Channels with several addresses or a known state need a SocketsHttpHandler without a ConnectCallback as GrpcChannelOptions.HttpHandler.");

    private static SocketsHttpHandler CreateHandler() => new()
    {
        EnableMultipleHttp2Connections = true,
        // gRPC knows neither; without them a request passes fewer handlers.
        AllowAutoRedirect = false,
        UseCookies = false,
        // A peer that is gone without a word is noticed while calls wait for it. Other stacks close connections that ask more often than every five minutes.
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = TimeSpan.FromMinutes(6),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20)
    };
}
