using Grpc.Client;
using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Grpc.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>Connections to one or several addresses over HTTP/2. Made once and shared: channels are thread-safe and costly to open.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private static readonly ResolverFactory[] KnownResolvers = [new DnsResolverFactory(Timeout.InfiniteTimeSpan)];

    private readonly CancellationTokenSource disposal = new();
    private readonly ChannelTransport transport;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        if (options is { HttpClient: not null, HttpHandler: not null })
        {
            throw new ArgumentException("HttpClient and HttpHandler must not both be set.", nameof(options));
        }

        options.RefuseRetries();
        Options = options;
        Compressions = options.CompressionProviders is { } providers ? new Compressions(providers) : Compressions.Default;
        var loggers = options.LoggerFactory ?? options.ServiceProvider?.GetService(typeof(ILoggerFactory)) as ILoggerFactory ?? NullLoggerFactory.Instance;
        Logger = loggers.CreateLogger<GrpcChannel>();
        (IsSecure, CallCredentials) = ChannelSecurity.Check(options.Credentials, address, options.UnsafeUseInsecureChannelCallCredentials);
        var isWeb = address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;
        var resolution = new ResolverOptions(address, IsSecure ? 443 : 80, loggers, options);
        ServiceRoot = isWeb ? address : new Uri($"{(IsSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{address.Authority}{address.AbsolutePath.TrimStart('/')}");
        transport = new ChannelTransport(address, IsSecure, isWeb ? null : ResolverOf(address.Scheme, options).Create(resolution), options);
    }

    /// <summary>
    /// Whether the channel is connected; <see cref="InvalidOperationException"/> unless its handler is a <see cref="SocketsHttpHandler"/>.
    /// </summary>
    public ConnectivityState State => transport.Connections.State;

    internal GrpcChannelOptions Options { get; }

    internal Compressions Compressions { get; }

    internal bool IsSecure { get; }

    internal ILogger Logger { get; }

    /// <summary>What the addresses that credentials are asked for begin with.</summary>
    internal Uri ServiceRoot { get; }

    /// <summary>Credentials that go with every call.</summary>
    internal IReadOnlyList<CallCredentials> CallCredentials { get; }

    /// <summary>Cancelled when the channel is disposed, and its calls with it.</summary>
    internal CancellationToken Disposed => disposal.Token;

    /// <summary>A channel to an address such as <c>http://localhost:5001</c>.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel to an address such as <c>http://localhost:5001</c> or <c>dns:///localhost:5001</c>, with options.</summary>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ForAddress(new Uri(address), channelOptions);
    }

    /// <summary>A channel to an address.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel to an address, with options.</summary>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    /// <summary>Connects; ends once the channel is ready, or is cancelled.</summary>
    public Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposal.IsCancellationRequested, this);
        return transport.Connections.ConnectAsync(cancellationToken);
    }

    /// <summary>Ends once <see cref="State"/> is another than the one given, or is cancelled.</summary>
    public Task WaitForStateChangedAsync(ConnectivityState lastObservedState, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposal.IsCancellationRequested, this);
        return transport.Connections.WaitForStateChangedAsync(lastObservedState, cancellationToken);
    }

    /// <inheritdoc/>
    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(disposal.IsCancellationRequested, this);
        return new HttpClientCallInvoker(this);
    }

    /// <summary>Cancels the calls in progress and closes the connections.</summary>
    public void Dispose()
    {
        if (disposal.IsCancellationRequested)
        {
            return;
        }

        disposal.Cancel();
        transport.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Whether the channel knows its connections, so that a call can wait for one.</summary>
    internal bool HasConnections => transport.HasConnections;

    internal ValueTask<ServerAddress> PickAsync(bool waitForReady, CancellationToken cancellationToken) =>
        transport.PickAsync(waitForReady, cancellationToken);

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        transport.SendAsync(request, cancellationToken);

    private static ResolverFactory ResolverOf(string scheme, GrpcChannelOptions options)
    {
        var given = options.ServiceProvider?.GetService(typeof(IEnumerable<ResolverFactory>)) as IEnumerable<ResolverFactory> ?? [];
        return given.Concat(KnownResolvers).FirstOrDefault(factory => string.Equals(factory.Name, scheme, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException($"No address resolver configured for the scheme '{scheme}'.");
    }
}
