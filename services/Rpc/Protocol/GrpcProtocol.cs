using Grpc.Core;
using Microsoft.Extensions.Primitives;

namespace Grpc.Protocol;

/// <summary>Names and numbers of gRPC over HTTP/2.</summary>
internal static class GrpcProtocol
{
    public const string ContentType = "application/grpc";
    public const string StatusHeader = "grpc-status";
    public const string MessageHeader = "grpc-message";
    public const string TimeoutHeader = "grpc-timeout";
    public const string EncodingHeader = "grpc-encoding";
    public const string AcceptEncodingHeader = "grpc-accept-encoding";
    public const string IdentityEncoding = "identity";

    /// <summary>Response metadata by which a method, and call metadata by which a client, names the compression of one call; never sent.</summary>
    public const string EncodingRequestHeader = "grpc-internal-encoding-request";

    /// <summary>One byte for the compressed flag, four for the length, big-endian.</summary>
    public const int FrameHeaderSize = 5;
    public const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;
    public const int Http2Cancel = 8;

    // Made once: a header value per call would be garbage per call.
    public static readonly StringValues ContentTypeValue = ContentType;
    private static readonly StringValues[] StatusValues = [.. Enumerable.Range(0, 17).Select(code => new StringValues(code.ToString()))];

    public static StringValues StatusValue(StatusCode code) =>
        (uint)code < (uint)StatusValues.Length ? StatusValues[(int)code] : new StringValues(((int)code).ToString());

    public static bool IsGrpcContentType(string? contentType)
    {
        if (contentType is null || !contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';';
    }
}
