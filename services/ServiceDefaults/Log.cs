using Microsoft.Extensions.Logging;

namespace Indicators.ServiceDefaults;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Method} failed")]
    public static partial void CallFailed(this ILogger logger, Exception exception, string method);

    [LoggerMessage(2, LogLevel.Warning, "Certificates could not be read and the former ones stay: {Files}")]
    public static partial void CertificatesNotRead(this ILogger logger, Exception exception, string files);

    [LoggerMessage(3, LogLevel.Warning, "{Metric} has more than {Most} series; the others are measured as one, labelled overflow")]
    public static partial void SeriesOverflow(this ILogger logger, string metric, int most);
}
