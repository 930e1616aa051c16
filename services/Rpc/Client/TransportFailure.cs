using Grpc.Core;
using Grpc.Protocol;

namespace Grpc.Client;

/// <summary>Which status a failure of the connection or the HTTP/2 stream becomes.</summary>
internal static class TransportFailure
{
    private const string Prefix = "Error in the gRPC call.";

    public static Status ToStatus(Exception error) => new(CodeOf(error), $"{Prefix} {ExceptionText.Describe(error)}", error);

    private static StatusCode CodeOf(Exception error)
    {
        for (var current = error; current is not null; current = current.InnerException)
        {
            if (current is HttpProtocolException protocol)
            {
                return OfHttp2(protocol.ErrorCode);
            }
        }

        return error is HttpRequestException or IOException ? StatusCode.Unavailable : StatusCode.Internal;
    }

    // The table of the protocol's specification.
    private static StatusCode OfHttp2(long errorCode) => errorCode switch
    {
        0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal
    };
}
