using System.Collections.Concurrent;
using System.Globalization;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>
/// One metric family with its series by their tags. A series is found without a string being made; the number of series is bounded, and what
/// comes above it is measured in one series that says so by its label `overflow`.
/// </summary>
internal sealed class Metric
{
    /// <summary>Most series of one family, the one of the surplus not counted.</summary>
    public const int MostSeries = 1000;

    private static readonly KeyValuePair<string, string>[] Surplus = [new("overflow", "true")];

    private readonly MetricShape shape;
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series> byTags = new(TagComparer.Instance);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> find;
    private readonly SortedDictionary<string, Series> byLabels = new(StringComparer.Ordinal);
    private readonly Action<string> overflows;
    private Series? overflow;
    private bool isTold;

    /// <param name="shape">How it is shown.</param>
    /// <param name="overflows">Told once when there are more series than are kept.</param>
    public Metric(MetricShape shape, Action<string> overflows)
    {
        (this.shape, this.overflows) = (shape, overflows);
        find = byTags.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        (find.TryGetValue(tags, out var series) ? series : Add(tags)).Record(value);

    /// <summary>Forgets what was observed: an observation is whole each time, and what it names no more is gone.</summary>
    public void Forget()
    {
        lock (byLabels)
        {
            byTags.Clear();
            byLabels.Clear();
            overflow = null;
        }
    }

    public void Write(MetricsWriter writer)
    {
        lock (byLabels)
        {
            if (byLabels.Count == 0)
            {
                return;
            }

            writer.Family(shape.Name, shape.Type, shape.Unit, shape.Help);
            foreach (var series in byLabels.Values)
            {
                series.Write(writer);
            }

            overflow?.Write(writer);
        }
    }

    // Tags in another order, or that differ only in what the shape leaves out, are one series.
    private Series Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        var name = string.Join('\n', labels.Select(l => $"{l.Key}={l.Value}"));
        lock (byLabels)
        {
            if (!byLabels.TryGetValue(name, out var series))
            {
                if (byLabels.Count >= MostSeries)
                {
                    return Overflow();
                }

                byLabels.Add(name, series = New(labels));
            }

            if (byTags.Count < 4 * MostSeries)
            {
                byTags.TryAdd(tags.ToArray(), series);
            }

            return series;
        }
    }

    private Series Overflow()
    {
        if (!isTold)
        {
            isTold = true;
            overflows(shape.Name);
        }

        return overflow ??= New(Surplus);
    }

    private Series New(KeyValuePair<string, string>[] labels) => shape switch
    {
        { Bounds: { } bounds } => new Distribution(labels, bounds),
        { IsObserved: true } => new LastValue(labels),
        _ => new SumOfValues(labels),
    };

    private KeyValuePair<string, string>[] Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            if (shape.Keeps(key))
            {
                labels[MetricShape.Label(key)] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            }
        }

        return [.. labels];
    }

    private sealed class TagComparer
        : IEqualityComparer<KeyValuePair<string, object?>[]>,
            IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, KeyValuePair<string, object?>[]>
    {
        public static readonly TagComparer Instance = new();

        public bool Equals(KeyValuePair<string, object?>[]? x, KeyValuePair<string, object?>[]? y) => Equals(x.AsSpan(), y!);

        public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> tags, KeyValuePair<string, object?>[] other)
        {
            if (tags.Length != other.Length)
            {
                return false;
            }

            for (var i = 0; i < other.Length; i++)
            {
                if (tags[i].Key != other[i].Key || !Equals(tags[i].Value, other[i].Value))
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(KeyValuePair<string, object?>[] tags) => GetHashCode(tags.AsSpan());

        public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var hash = tags.Length;
            foreach (var tag in tags)
            {
                hash = (hash * 31) + (tag.Value?.GetHashCode() ?? 0);
            }

            return hash;
        }

        public KeyValuePair<string, object?>[] Create(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.ToArray();
    }
}
