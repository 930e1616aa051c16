using System.Globalization;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>One series of a metric: what was measured under one set of labels.</summary>
internal abstract class Series(KeyValuePair<string, string>[] labels)
{
    public KeyValuePair<string, string>[] Labels => labels;

    public abstract void Record(double value);

    public abstract void Write(MetricsWriter writer);
}

/// <summary>The value that was seen last.</summary>
internal sealed class LastValue(KeyValuePair<string, string>[] labels) : Series(labels)
{
    private double last;

    public override void Record(double value) => Volatile.Write(ref last, value);

    public override void Write(MetricsWriter writer) => writer.Sample("", Labels, Volatile.Read(ref last));
}

/// <summary>All values added up.</summary>
internal sealed class SumOfValues(KeyValuePair<string, string>[] labels) : Series(labels)
{
    private double sum;

    public override void Record(double value) => Adding.To(ref sum, value);

    public override void Write(MetricsWriter writer) => writer.Sample("", Labels, Volatile.Read(ref sum));
}

/// <summary>How often values fell below each bound. Every core counts for itself, so that they do not wait for each other's memory.</summary>
internal sealed class Distribution : Series
{
    // A cache line on each side of what one core counts.
    private const int Padding = 8;

    private readonly double[] bounds;
    private readonly Cell[] cells;
    private readonly KeyValuePair<string, string>[][] buckets;

    public Distribution(KeyValuePair<string, string>[] labels, double[] bounds)
        : base(labels)
    {
        this.bounds = bounds;
        cells = [.. Enumerable.Range(0, Math.Min(Environment.ProcessorCount, 8)).Select(_ => new Cell(bounds.Length + 1 + (2 * Padding)))];
        buckets = [.. bounds.Append(double.PositiveInfinity).Select(b => (KeyValuePair<string, string>[])[.. labels, new("le", Bound(b))])];
    }

    public override void Record(double value)
    {
        var cell = cells[Thread.GetCurrentProcessorId() % cells.Length];
        var bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref cell.Counts[Padding + bucket]);
        Adding.To(ref cell.Sum, value);
    }

    public override void Write(MetricsWriter writer)
    {
        var count = 0L;
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            count += cells.Sum(c => Volatile.Read(ref c.Counts[Padding + bucket]));
            writer.Sample("_bucket", buckets[bucket], count);
        }

        writer.Sample("_sum", Labels, cells.Sum(c => Volatile.Read(ref c.Sum)));
        writer.Sample("_count", Labels, count);
    }

    // OpenMetrics has one form for a bound, `1.0`; the older format takes it too, and a series keeps its name whichever is asked for.
    private static string Bound(double bound) => double.IsPositiveInfinity(bound) ? "+Inf"
        : bound == Math.Truncate(bound) ? bound.ToString("0.0", CultureInfo.InvariantCulture)
        : bound.ToString(CultureInfo.InvariantCulture);

    private sealed class Cell(int length)
    {
        public readonly long[] Counts = new long[length];
        public double Sum;
    }
}

internal static class Adding
{
    public static void To(ref double sum, double value)
    {
        double before;
        do
        {
            before = Volatile.Read(ref sum);
        }
        while (Interlocked.CompareExchange(ref sum, before + value, before) != before);
    }
}
