using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>In which of the two text formats metrics are written.</summary>
public enum MetricsFormat
{
    /// <summary>OpenMetrics 1.0.</summary>
    OpenMetrics,

    /// <summary>The older text format of Prometheus, 0.0.4.</summary>
    Text,
}

/// <summary>Which format a request asks for.</summary>
public static class MetricsFormats
{
    private const string OpenMetricsType = "application/openmetrics-text";
    private const string TextType = "text/plain";
    private const string OpenMetricsVersion = "1.0.0";
    private const string TextVersion = "0.0.4";

    /// <summary>
    /// The format that the Accept header prefers: OpenMetrics only where it is named (or nothing else is taken), text 0.0.4 otherwise, as
    /// Prometheus expects of a target. False where the header takes neither.
    /// </summary>
    public static bool TryChoose(HttpRequest request, out MetricsFormat format)
    {
        format = MetricsFormat.Text;
        if (request.Headers.Accept.Count == 0)
        {
            return true;
        }

        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges);
        var open = Wish.For(ranges ?? [], OpenMetricsType, OpenMetricsVersion);
        var text = Wish.For(ranges ?? [], TextType, TextVersion);
        if (open.Quality > text.Quality || (open.Quality == text.Quality && open.IsNamed))
        {
            format = MetricsFormat.OpenMetrics;
        }

        return open.Quality > 0 || text.Quality > 0;
    }

    /// <summary>The media type of a format as an answer names it.</summary>
    public static string ContentType(MetricsFormat format) => format == MetricsFormat.OpenMetrics
        ? $"{OpenMetricsType}; version={OpenMetricsVersion}; charset=utf-8"
        : $"{TextType}; version={TextVersion}; charset=utf-8";

    /// <summary>406 with problem details that name both formats.</summary>
    public static async Task RefuseAsync(HttpContext http)
    {
        const string En = $"Metrics are written as {OpenMetricsType}; version={OpenMetricsVersion} and as {TextType}; version={TextVersion} only.";
        const string Zh = $"指标只有两种格式：{OpenMetricsType}; version={OpenMetricsVersion}与{TextType}; version={TextVersion}。";
        var accept = http.Request.Headers.Accept.ToString();
        http.Response.StatusCode = StatusCodes.Status406NotAcceptable;
        http.Response.ContentType = "application/problem+json";
        http.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type", "urn:indicators:problem:not-acceptable");
        json.WriteString("title", "There is no such format");
        json.WriteString("titleZh", "没有这种格式");
        json.WriteString("titleEn", "There is no such format");
        json.WriteNumber("status", StatusCodes.Status406NotAcceptable);
        json.WriteString("detail", En);
        json.WriteString("detailZh", Zh);
        json.WriteString("detailEn", En);
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteString("code", "not_acceptable");
        json.WriteString("parameter", HeaderNames.Accept);
        json.WriteString("value", Contracts.Errors.Short(accept));
        json.WriteString("message", En);
        json.WriteString("messageZh", Zh);
        json.WriteString("messageEn", En);
        json.WriteString("hint", OpenMetricsType);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>How much a media type is wished for: the quality of the narrowest range that holds it, 0 where none does.</summary>
    private readonly record struct Wish(double Quality, bool IsNamed)
    {
        public static Wish For(IList<MediaTypeHeaderValue> ranges, string type, string version)
        {
            var (narrowest, quality) = (0, 0.0);
            foreach (var range in ranges)
            {
                var width = Narrowness(range, type, version);
                var asked = range.Quality ?? 1;
                if (width > narrowest || (width > 0 && width == narrowest && asked > quality))
                {
                    (narrowest, quality) = (width, asked);
                }
            }

            return new Wish(quality, narrowest > 2);
        }

        // 0 does not hold it, 1 is any type, 2 any subtype, 3 the type, 4 the type in its version.
        private static int Narrowness(MediaTypeHeaderValue range, string type, string version)
        {
            if (range.MatchesAllTypes)
            {
                return 1;
            }

            if (range.MatchesAllSubTypes)
            {
                return type.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
            }

            if (!range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
            {
                return 0;
            }

            var asked = range.Parameters.FirstOrDefault(p => p.Name.Equals("version", StringComparison.OrdinalIgnoreCase))?.Value;
            return asked is not { HasValue: true } named ? 3 : HeaderUtilities.RemoveQuotes(named) == version ? 4 : 0;
        }
    }
}
