using System.Net.Http.Headers;
using Grpc.Protocol;

namespace Grpc.Client;

/// <summary>What a call sends.</summary>
internal abstract class CallContent : HttpContent
{
    private static readonly MediaTypeHeaderValue GrpcMediaType = new(GrpcProtocol.ContentType);

    protected CallContent() => Headers.ContentType = GrpcMediaType;

    /// <summary>Called at the end of the call, sent or not.</summary>
    public abstract void Release();
}
