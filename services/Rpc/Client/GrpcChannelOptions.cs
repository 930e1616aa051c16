using Grpc.Core;
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
}
