using System.Diagnostics.Metrics;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>How an instrument is shown: name, type and unit as Prometheus names them, bounds of a histogram, and the tags that become labels.</summary>
internal sealed record MetricShape(string Name, string Type, string Unit, string Help, double[]? Bounds, bool IsObserved, string[]? Tags)
{
    // Instruments that are built in and worth their cost: those of connections are measured once a connection, the others only when they are
    // asked for. Those of each request are left to our own, which know the status of a call and the address of a kept answer. A name that
    // ends in `_count` belongs to histograms.
    private static readonly Dictionary<string, (string Name, string[]? Tags)> BuiltIn = new()
    {
        ["kestrel.active_connections"] = ("kestrel_active_connections", ["server.port"]),
        ["kestrel.queued_connections"] = ("kestrel_queued_connections", ["server.port"]),
        ["kestrel.rejected_connections"] = ("kestrel_rejected_connections", ["server.port"]),
        ["dotnet.gc.collections"] = ("dotnet_gc_collections", null),
        ["dotnet.gc.heap.total_allocated"] = ("dotnet_gc_allocated", null),
        ["dotnet.gc.last_collection.heap.size"] = ("dotnet_gc_last_collection_heap_size", null),
        ["dotnet.gc.last_collection.memory.committed_size"] = ("dotnet_gc_last_collection_memory_committed", null),
        ["dotnet.gc.pause.time"] = ("dotnet_gc_pause_time", null),
        ["dotnet.jit.compilation.time"] = ("dotnet_jit_compilation_time", null),
        ["dotnet.monitor.lock_contentions"] = ("dotnet_monitor_lock_contentions", null),
        ["dotnet.thread_pool.thread.count"] = ("dotnet_thread_pool_threads", null),
        ["dotnet.thread_pool.work_item.count"] = ("dotnet_thread_pool_work_items", null),
        ["dotnet.thread_pool.queue.length"] = ("dotnet_thread_pool_queue_length", null),
        ["dotnet.timer.count"] = ("dotnet_timers", null),
        ["dotnet.exceptions"] = ("dotnet_exceptions", []),
    };

    // Counters by their type, and yet they go down.
    private static readonly string[] Levels = ["dotnet.thread_pool.thread.count", "dotnet.thread_pool.queue.length"];

    /// <summary>The shape of an instrument; null for one that is not shown.</summary>
    public static MetricShape? Of(Instrument instrument)
    {
        string[]? tags = null;
        var name = instrument.Name.Replace('.', '_');
        if (BuiltIn.TryGetValue(instrument.Name, out var known))
        {
            (name, tags) = known;
        }
        else if (!instrument.Meter.Name.StartsWith("Indicators.", StringComparison.Ordinal))
        {
            return null;
        }

        var kind = instrument.GetType().GetGenericTypeDefinition();
        var type = Levels.Contains(instrument.Name) ? "gauge"
            : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? "counter"
            : kind == typeof(Histogram<>) ? "histogram"
            : name.EndsWith("_info", StringComparison.Ordinal) ? "info"
            : "gauge";
        var unit = instrument.Unit switch { "s" => "seconds", "By" => "bytes", _ => "" };
        name = type == "info" ? name[..^"_info".Length] : unit.Length > 0 && !name.EndsWith(unit, StringComparison.Ordinal) ? $"{name}_{unit}" : name;
        var observed = instrument.IsObservable || kind == typeof(Gauge<>);
        return new(name, type, unit, instrument.Description ?? instrument.Name, type == "histogram" ? Bucketing(instrument) : null, observed, tags);
    }

    public static string Label(string tag) => tag.Replace('.', '_');

    public bool Keeps(string tag) => Tags is null || Tags.Contains(tag);

    private static double[] Bucketing(Instrument instrument) =>
        instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } ? [.. bounds] : Buckets.Seconds;
}

/// <summary>Bounds of histograms.</summary>
internal static class Buckets
{
    /// <summary>Times of answers: a kept one takes well below a millisecond, and no guard waits longer than ten seconds.</summary>
    public static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
}
