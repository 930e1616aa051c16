using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Indicators.ServiceDefaults.Telemetry;

namespace Indicators.Gateway.Metrics;

/// <summary>What a scrape of the newest figures gets: made once for a state, written once for each format.</summary>
/// <param name="parts">Of each service; the last good one of a service that is down.</param>
/// <param name="isUp">Whether the part of each service is of now.</param>
internal sealed class LatestPage(LatestPart[] parts, bool[] isUp)
{
    private readonly Lazy<MetricsText>[] texts =
        [.. Enum.GetValues<MetricsFormat>().Select(format => new Lazy<MetricsText>(() => Write(parts, isUp, format)))];

    public MetricsText In(MetricsFormat format) => texts[(int)format].Value;

    /// <summary>Writes it in the formats that another page was asked for; in OpenMetrics, where there is none.</summary>
    public void WriteAs(LatestPage? other)
    {
        foreach (var format in Enum.GetValues<MetricsFormat>())
        {
            if (other is null ? format == MetricsFormat.OpenMetrics : other.texts[(int)format].IsValueCreated)
            {
                In(format);
            }
        }
    }

    private static MetricsText Write(LatestPart[] parts, bool[] isUp, MetricsFormat format)
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        var writer = new MetricsWriter(output, format);
        var figures = parts.SelectMany(p => p.Figures).ToList();
        var byFamily = figures.ToLookup(f => (f.Family, f.IsTarget));
        foreach (var (_, family) in MetricFamily.All)
        {
            Values(writer, family, family.Values, byFamily[(family, false)], "各指标最新的全国数值", "Newest national value of each indicator");
            Values(writer, family, family.Targets, byFamily[(family, true)], "各指标最新的全国目标", "Newest national target of each indicator");
        }

        Moments(writer, "period_start", figures, f => f.PeriodStart, "数值所属期间的开始", "Start of the period of a value or target");
        Moments(writer, "release", figures, f => f.KnownFrom, "发布该数值的文件日期", "Day of the document that states a value or target");
        const string LeftOut = "health_indicator_left_out_series";
        writer.Family(LeftOut, "gauge", "", "因分项过多而未列出的序列 / National series left out because their indicator has too many");
        writer.Sample("", default, parts.Sum(p => p.LeftOut));
        const string Up = "health_indicator_service_up";
        writer.Family(Up, "gauge", "", "数值是否来自现在的服务；0为最后一次的 / Whether the values of a service are of now; 0: the last ones it gave");
        for (var service = 0; service < parts.Length; service++)
        {
            writer.Sample("", [new("service", ServiceOrder.Names[service])], isUp[service] ? 1 : 0);
        }

        writer.End();
        return MetricsText.Of(output.WrittenSpan);
    }

    private static void Values(
        MetricsWriter writer, MetricFamily family, string name, IEnumerable<LatestFigure> figures, string zh, string en)
    {
        var isBegun = false;
        foreach (var figure in figures)
        {
            if (!isBegun)
            {
                family.Begin(writer, name, zh, en);
                isBegun = true;
            }

            writer.Sample("", figure.Labels, figure.Value);
        }
    }

    private static void Moments(
        MetricsWriter writer, string name, List<LatestFigure> figures, Func<LatestFigure, double?> moment, string zh, string en)
    {
        writer.Family($"health_indicator_{name}_timestamp_seconds", "gauge", "seconds", $"{zh} / {en}");
        foreach (var figure in figures)
        {
            if (moment(figure) is { } seconds)
            {
                writer.Sample("", figure.Labels, seconds);
            }
        }
    }
}

/// <summary>Bytes of a scrape with their strong tag.</summary>
internal sealed record MetricsText(byte[] Bytes, string Tag)
{
    public static MetricsText Of(ReadOnlySpan<byte> bytes) =>
        new(bytes.ToArray(), string.Concat("\"", Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 12)), "\""));
}
