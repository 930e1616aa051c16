using System.Collections.Concurrent;
using Grpc.Client;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>Connections to one address over HTTP/2. Made once and shared: channels are thread-safe and costly to open.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ConcurrentDictionary<IMethod, Uri> addresses = new();
    private readonly CancellationTokenSource disposal = new();
    private readonly HttpClient? client;
    private readonly HttpMessageInvoker invoker;
    private readonly bool ownsInvoker;
    private readonly Uri address;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        if (options is { HttpClient: not null, HttpHandler: not null })
        {
            throw new ArgumentException("HttpClient and HttpHandler must not both be set.", nameof(options));
        }

        this.address = address;
        Options = options;
        IsSecure = address.Scheme == Uri.UriSchemeHttps;
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<GrpcChannel>();
        CallCredentials = ChannelSecurity.Check(options.Credentials, IsSecure);
        client = options.HttpClient;
        var ownsHandler = options.HttpHandler is null || options.DisposeHttpClient;
        invoker = client ?? new HttpMessageInvoker(options.HttpHandler ?? CreateHandler(), ownsHandler);
        ownsInvoker = client is null || options.DisposeHttpClient;
    }

    internal GrpcChannelOptions Options { get; }

    internal bool IsSecure { get; }

    internal ILogger Logger { get; }

    /// <summary>Credentials that go with every call.</summary>
    internal IReadOnlyList<CallCredentials> CallCredentials { get; }

    /// <summary>Cancelled when the channel is disposed, and its calls with it.</summary>
    internal CancellationToken Disposed => disposal.Token;

    /// <summary>A channel to an address such as <c>http://localhost:5001</c>.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel to an address such as <c>http://localhost:5001</c>, with options.</summary>
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
        return address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps
            ? new GrpcChannel(address, channelOptions)
            : throw new ArgumentException($"The address '{address}' must begin with http:// or https://.", nameof(address));
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
        if (ownsInvoker)
        {
            invoker.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    internal Uri AddressOf(IMethod method) => addresses.GetOrAdd(method, static (key, root) => new Uri(root, key.FullName), address);

    // HttpClient's own SendAsync would collect the whole body first.
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => client is null
        ? invoker.SendAsync(request, cancellationToken)
        : client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    private static SocketsHttpHandler CreateHandler() => new()
    {
        EnableMultipleHttp2Connections = true,
        // gRPC knows neither; without them a request passes fewer handlers.
        AllowAutoRedirect = false,
        UseCookies = false
    };
}
