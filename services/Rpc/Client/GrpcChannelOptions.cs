using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Grpc.Net.Compression;
using Grpc.Protocol;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>Options of a channel.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>The channel's credentials; null follows the scheme of the address.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>Largest message to send, in bytes; null is no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Largest message to receive, in bytes; 4 MB unless set, null is no limit.</summary>
    public int? MaxReceiveMessageSize { get; set; } = GrpcProtocol.DefaultMaxReceiveMessageSize;

    /// <summary>Compressions of messages sent and received; gzip where none is set. A call asks for one by the metadata <c>grpc-internal-encoding-request</c>.</summary>
    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    /// <summary>Makes the channel's loggers.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Sends the requests; not together with <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Sends the requests; not together with <see cref="HttpClient"/>.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether a given client or handler is disposed with the channel.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Whether a call that was cancelled or ran late throws <see cref="OperationCanceledException"/>.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>Whether call credentials are sent over clear text too.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    /// <summary>How calls are spread over addresses.</summary>
    public ServiceConfig? ServiceConfig { get; set; }

    /// <summary>Offers the channel its <see cref="Balancer.ResolverFactory"/> and <see cref="ILoggerFactory"/>.</summary>
    public IServiceProvider? ServiceProvider { get; set; }

    /// <summary>Wait between the first two attempts to connect; it grows from one to the next. 1 second unless set.</summary>
    public TimeSpan InitialReconnectBackoff
    {
        get;
        set => field = value > TimeSpan.Zero ? value : throw new ArgumentException("Initial reconnect backoff must be greater than zero.");
    } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts to connect; 120 seconds unless set, null is no limit.</summary>
    public TimeSpan? MaxReconnectBackoff
    {
        get;
        set => field = value is null || value > TimeSpan.Zero
            ? value
            : throw new ArgumentException("Maximum reconnect backoff must be greater than zero.");
    } = TimeSpan.FromSeconds(120);

    // Whoever retries here retries with Polly; two that retry multiply.
    internal void RefuseRetries()
    {
        if (ServiceConfig?.MethodConfigs.FirstOrDefault(method => method.RetryPolicy is not null) is { } retried)
        {
            var name = retried.Names.FirstOrDefault();
            throw new NotSupportedException(
                $"ServiceConfig.MethodConfigs has a RetryPolicy (of service '{name?.Service}', method '{name?.Method}'): the channel does not retry, a Polly pipeline around the call does.");
        }
    }
}
