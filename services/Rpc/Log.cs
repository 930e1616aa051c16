using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Error when executing service method '{Method}'.")]
    public static partial void HandlerFailed(this ILogger logger, string method, Exception error);

    [LoggerMessage(2, LogLevel.Debug, "Call {Method} ended with {StatusCode}: {Detail}")]
    public static partial void CallFailed(this ILogger logger, string method, StatusCode statusCode, string detail);

    [LoggerMessage(3, LogLevel.Debug, "Call {Method} was cancelled by the client.")]
    public static partial void CallCancelled(this ILogger logger, string method);

    [LoggerMessage(4, LogLevel.Debug, "Call {Method} passed its deadline.")]
    public static partial void DeadlineExceeded(this ILogger logger, string method);

    [LoggerMessage(5, LogLevel.Error, "A cancellation callback failed after a deadline.")]
    public static partial void CancellationCallbackFailed(this ILogger logger, Exception error);

    [LoggerMessage(6, LogLevel.Debug, "Call to {Method} could not be made.")]
    public static partial void RequestFailed(this ILogger logger, string method, Exception error);

    [LoggerMessage(7, LogLevel.Warning, "Call credentials of {Method} were not sent: the channel is not secure.")]
    public static partial void CredentialsWithheld(this ILogger logger, string method);

    [LoggerMessage(20, LogLevel.Warning, "The host '{Host}' could not be resolved.")]
    public static partial void ResolverFailed(this ILogger logger, string host, Exception error);
}
