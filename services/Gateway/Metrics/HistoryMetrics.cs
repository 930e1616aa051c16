using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.ServiceDefaults.Telemetry;

namespace Indicators.Gateway.Metrics;

/// <summary>
/// Every current figure with the timestamp of its period, written while it is read. Families may not interleave, and the figures of one unit stand apart in
/// page order; but every indicator has one unit and the catalog knows it, so each family is a stream over its indicators, all pinned to one version.
/// </summary>
internal static class HistoryMetrics
{
    // A request with the codes of all indicators would grow with them.
    private const int MostCodes = 500;

    /// <exception cref="UpstreamDownException">A service does not answer: a part is never given for the whole.</exception>
    public static Answer Answer(Ask ask, MetricsFormat format)
    {
        var state = ask.State;
        if (Enumerable.Range(0, ServiceOrder.Count).Where(s => state.Versions[s].Length == 0).Select(s => (int?)s).FirstOrDefault() is { } missing)
        {
            throw new UpstreamDownException(missing);
        }

        return new Answer(null, state.Versions)
        {
            Stream = start => WriteAsync(ask, format, start),
            Variant = $"{format}",
            Names = state.Versions.Text,
            ContentType = MetricsFormats.ContentType(format),
        };
    }

    private static async Task WriteAsync(Ask ask, MetricsFormat format, Action start)
    {
        var pump = new HistoryPump(ask.Http, format, start);
        var byUnit = ask.State.Catalog.Indicators.ToLookup(i => i.Indicator.Unit, i => i.Indicator.Code, StringComparer.Ordinal);
        foreach (var (unit, family) in MetricFamily.All)
        {
            pump.Begin(family);
            foreach (var codes in byUnit[unit].Chunk(MostCodes))
            {
                var selection = new ObservationSelection { Indicators = { codes }, DataVersion = ask.State.Versions.Text };
                var stream = await SuiteStream.OpenAsync(ask.Suite, selection, ask.Faults, ask.Cancellation);
                await stream.CopyWholeAsync(pump, ask.Cancellation);
            }

            pump.EndFamily();
        }

        await pump.EndAsync(ask.Cancellation);
    }
}
