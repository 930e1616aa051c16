using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.ServiceDefaults.Telemetry;
using Indicators.Types.V1;

namespace Indicators.Gateway.Metrics;

/// <summary>
/// Takes the messages of a stream and writes their figures as one metric family with the timestamps of their periods. It holds one series at a time, to put
/// its kinds and frequencies one after the other, each in order of time; the next message is read when the reader's connection has taken this one.
/// </summary>
/// <param name="http">The request that it answers.</param>
/// <param name="format">What is written.</param>
/// <param name="start">Sets status and headers; called before the first byte.</param>
internal sealed class HistoryPump(HttpContext http, MetricsFormat format, Action start) : IServerStreamWriter<StreamObservationsResponse>
{
    private readonly List<Observation> series = [];
    private MetricsWriter? writer;
    private MetricFamily? next;
    private MetricFamily? begun;

    public WriteOptions? WriteOptions { get; set; }

    /// <summary>What follows is of this family; it begins with its first figure.</summary>
    public void Begin(MetricFamily family) => next = family;

    public Task WriteAsync(StreamObservationsResponse message) => WriteAsync(message, http.RequestAborted);

    /// <exception cref="OperationCanceledException">The reader is gone.</exception>
    public async Task WriteAsync(StreamObservationsResponse message, CancellationToken cancellationToken)
    {
        if (writer is null)
        {
            start();
            await http.Response.StartAsync(cancellationToken);
            writer = new MetricsWriter(http.Response.BodyWriter, format);
        }

        foreach (var figure in message.Observations)
        {
            if (series.Count > 0 && !IsOfOneSeries(series[0], figure))
            {
                WriteSeries();
            }

            series.Add(figure);
        }

        await FlushAsync(cancellationToken);
    }

    /// <summary>What is held belongs to the family that ends.</summary>
    public void EndFamily()
    {
        if (series.Count > 0)
        {
            WriteSeries();
        }
    }

    /// <summary>What follows the last figure.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        writer!.End();
        await FlushAsync(cancellation);
    }

    private static bool IsOfOneSeries(Observation one, Observation other) =>
        one.Indicator == other.Indicator && one.Area == other.Area && one.Dimensions.Equals(other.Dimensions);

    private void WriteSeries()
    {
        if (begun != next)
        {
            begun = next;
            next!.Begin(writer!, next.Values, "各指标的全部现行数值，时间为期间的开始", "All current values of each indicator at the start of their periods");
        }

        series.Sort(static (a, b) => (a.Kind, a.Period.Frequency).CompareTo((b.Kind, b.Period.Frequency)) is var order and not 0
            ? order
            : string.CompareOrdinal(a.Period.Start, b.Period.Start));
        var labels = FigureLabels.Of(series[0]);
        foreach (var figure in series)
        {
            FigureLabels.Set(labels, figure.Kind, figure.Period.Frequency);
            writer!.Sample("", labels, next!.ValueOf(figure), LatestFigure.Day(figure.Period.Start));
        }

        series.Clear();
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        if ((await http.Response.BodyWriter.FlushAsync(cancellation)).IsCompleted)
        {
            throw new OperationCanceledException("The reader is gone.");
        }
    }
}
