using System.IO.Compression;
using Grpc.Net.Compression;
using Grpc.Protocol;

namespace Grpc.AspNetCore.Server;

/// <summary>Options of all services, or of one.</summary>
public class GrpcServiceOptions
{
    private int? maxSend;
    private int? maxReceive = GrpcProtocol.DefaultMaxReceiveMessageSize;

    /// <summary>Largest message to send, in bytes; null is no limit.</summary>
    public int? MaxSendMessageSize
    {
        get => maxSend;
        set => (maxSend, IsMaxSendSet) = (value, true);
    }

    /// <summary>Largest message to receive, in bytes; 4 MB unless set, null is no limit.</summary>
    public int? MaxReceiveMessageSize
    {
        get => maxReceive;
        set => (maxReceive, IsMaxReceiveSet) = (value, true);
    }

    /// <summary>Whether callers see the text of exceptions.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>Whether requests for unknown services are left to other endpoints instead of being answered with UNIMPLEMENTED.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>Compression of responses, such as <c>gzip</c>, for clients that accept it; null is none.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>Level of that compression; null takes the provider's own.</summary>
    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>Compressions of messages received and sent; gzip where none is added.</summary>
    public IList<ICompressionProvider> CompressionProviders { get; set; } = [];

    /// <summary>Interceptors in the order they run.</summary>
    public InterceptorCollection Interceptors { get; } = [];

    internal bool IsMaxSendSet { get; private set; }

    internal bool IsMaxReceiveSet { get; private set; }
}

/// <summary>Options of one service; what is not set is taken from <see cref="GrpcServiceOptions"/>.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class;
