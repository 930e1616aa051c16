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
                return IsUnansweredPing(protocol) || IsFarewell(protocol) ? StatusCode.Unavailable : OfHttp2(protocol.ErrorCode);
            }
        }

        return error is HttpRequestException or IOException ? StatusCode.Unavailable : StatusCode.Internal;
    }

    // A peer that is gone without a word. It bears the code of a broken protocol, and nothing but the setting that its text names tells it apart.
    private static bool IsUnansweredPing(HttpProtocolException error) => error.Message.Contains("KeepAlivePing", StringComparison.Ordinal);

    // A server that stops in good order says so of the connection; of a stream the same code would be a fault. Only the text tells which it was.
    private static bool IsFarewell(HttpProtocolException error) =>
        error.ErrorCode == 0 && error.Message.Contains("closed the connection", StringComparison.Ordinal);

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
