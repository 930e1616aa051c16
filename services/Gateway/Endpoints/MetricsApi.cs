using Indicators.Contracts;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Metrics;
using Indicators.Gateway.Requests;
using Indicators.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Endpoints;

/// <summary>The figures for Prometheus: the newest ones for a scrape, and all of them to fill a server with.</summary>
internal static class MetricsApi
{
    private const string Tag = "Metrics";
    private const string OpenMetrics = "application/openmetrics-text";
    private const string Text = "text/plain";

    private static readonly Operation Latest = new(
        "scrapeIndicators", "/metrics/indicators", Tag, "", "Newest national value and target of each indicator, for Prometheus")
    {
        MediaType = OpenMetrics,
        OtherType = Text,
        Description = "供Prometheus抓取：各指标最新的全国数值与目标，每个单位一个系列族。 One gauge for each unit, `health_indicator_<unit>` and `health_indicator_target_<unit>`, labelled by indicator, area, kind and frequency; percent "
            + "is a ratio from 0 to 1, days are seconds, counts end in `_items`. An indicator without a stated total has its dimensions as labels, at most 20 series. "
            + "`health_indicator_period_start_timestamp_seconds` and `health_indicator_release_timestamp_seconds` bear the same labels. OpenMetrics 1.0 or, where "
            + "Accept does not ask for it, the text format 0.0.4.",
    };

    private static readonly Operation History = new(
        "exportHistory", "/metrics/indicators/history", Tag, "", "Every current figure at the start of its period, to fill a Prometheus server with")
    {
        MediaType = OpenMetrics,
        OtherType = Text,
        Description = "全部现行数值，时间为期间的开始，供填充Prometheus服务器。 Streamed in OpenMetrics 1.0 unless Accept asks for text/plain: the gauges of the newest values with every area, period, kind and dimension, each "
            + "sample with the timestamp of its period's start in UTC, and `# EOF` at the end. Of disputed figures the one that is shown. A service that is down "
            + "means 503, never a part.",
    };

    public static void MapMetrics(this Routes routes)
    {
        routes.Send(Latest, ScrapeAsync);
        routes.Get(History, ask => ValueTask.FromResult(HistoryMetrics.Answer(ask, IsIndifferent(ask) ? MetricsFormat.OpenMetrics : Choose(ask))));
    }

    private static async Task ScrapeAsync(Ask ask)
    {
        var format = Choose(ask);
        var page = await ask.Http.RequestServices.GetRequiredService<LatestMetrics>().GetAsync(ask.State, ask.Cancellation);
        var text = page.In(format);
        await FileAnswers.SendAsync(ask.Http, text.Bytes, MetricsFormats.ContentType(format), "", text.Tag);
    }

    // What reads the history by itself, promtool, takes OpenMetrics alone, and whoever fetches it for promtool seldom says so.
    private static bool IsIndifferent(Ask ask) => ask.Http.Request.Headers.Accept is { Count: 0 } or ["*/*"];

    private static MetricsFormat Choose(Ask ask)
    {
        if (MetricsFormats.TryChoose(ask.Http.Request, out var format))
        {
            return format;
        }

        var accept = ask.Http.Request.Headers.Accept.ToString();
        throw new FormatRefusedException(new ErrorFields(
            "unknown_format",
            "Accept",
            Errors.Short(accept),
            new()
            {
                Zh = $"没有这种格式；可用的格式：{OpenMetrics}（OpenMetrics 1.0）、{Text}（0.0.4）。",
                En = $"There is no such format; there are {OpenMetrics} (OpenMetrics 1.0) and {Text} (0.0.4).",
            },
            OpenMetrics));
    }
}
