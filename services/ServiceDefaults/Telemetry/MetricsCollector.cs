using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>
/// Measures what the instruments of this process report, for whoever pulls it: what no exporter package that restores does. Instruments of
/// another host in the same process (tests run several) are left alone.
/// </summary>
internal sealed class MetricsCollector : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, Metric> metrics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Metric, bool> observed = new();
    private readonly Lock collecting = new();
    private readonly string process;

    public MetricsCollector(string process, IMeterFactory factory, ILogger<MetricsCollector> logger)
    {
        void Overflows(string name) => logger.SeriesOverflow(name, Metric.MostSeries);
        this.process = process;
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if ((instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, factory)) && MetricShape.Of(instrument) is { } shape)
            {
                var metric = metrics.GetOrAdd(shape.Name, _ => new Metric(shape, Overflows));
                if (instrument.IsObservable)
                {
                    observed[metric] = true;
                }

                listening.EnableMeasurementEvents(instrument, metric);
            }
        };
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, metric) => ((Metric)metric!).Record(value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, metric) => ((Metric)metric!).Record(value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, metric) => ((Metric)metric!).Record(value, tags));
        listener.Start();
    }

    /// <summary>Everything as of now. One at a time: an observation is whole only when no other one begins in it.</summary>
    public void Write(IBufferWriter<byte> output, MetricsFormat format)
    {
        var writer = new MetricsWriter(output, format);
        lock (collecting)
        {
            foreach (var metric in observed.Keys)
            {
                metric.Forget();
            }

            listener.RecordObservableInstruments();
            writer.Family("target", "info", "", "The process that was asked");
            writer.Sample("", [new("service_name", process), new("service_namespace", "indicators")], 1);
            ProcessMetrics.Write(writer);
            foreach (var name in metrics.Keys.Order(StringComparer.Ordinal))
            {
                metrics[name].Write(writer);
            }
        }

        writer.End();
    }

    public void Dispose() => listener.Dispose();
}
