namespace Indicators.Gateway;

/// <summary>Every message that the gateway logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Service} does not answer: {Reason}")]
    public static partial void ServiceDown(ILogger logger, string service, string reason);

    [LoggerMessage(2, LogLevel.Information, "{Service} answers at data version {Version}")]
    public static partial void ServiceUp(ILogger logger, string service, string version);

    [LoggerMessage(3, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(4, LogLevel.Warning, "{Service} answered {Path} with {Status}: {Detail}")]
    public static partial void ServiceFailed(ILogger logger, string service, string path, Grpc.Core.StatusCode status, string detail);

    [LoggerMessage(5, LogLevel.Warning, "{Path} was broken off")]
    public static partial void FileBrokenOff(ILogger logger, Exception exception, string path);
}
