using System.Diagnostics.Metrics;
using System.Globalization;
using Polly.CircuitBreaker;

namespace Indicators.Gateway.Telemetry;

/// <summary>What the gateway measures of itself; all but the cache is read only when somebody asks.</summary>
internal sealed class GatewayMetrics
{
    private static readonly (CircuitState State, string Name)[] States =
        [(CircuitState.Closed, "closed"), (CircuitState.HalfOpen, "half_open"), (CircuitState.Open, "open"), (CircuitState.Isolated, "isolated")];

    private readonly Upstreams upstreams;
    private readonly DataVersions versions;
    private long hits;
    private long misses;

    public GatewayMetrics(IMeterFactory factory, Upstreams upstreams, DataVersions versions, AnswerCache cache)
    {
        (this.upstreams, this.versions) = (upstreams, versions);
        var meter = factory.Create("Indicators.Gateway");
        meter.CreateObservableCounter("indicators.answer_cache.requests", CacheRequests, "{request}", "Requests that a kept answer was looked for");
        meter.CreateObservableGauge("indicators.upstream.up", () => Each(u => u.IsUp ? 1 : 0), null, "Whether a service answers");
        meter.CreateObservableGauge("indicators.upstream.circuit.state", Circuits, null, "1 for the state that the circuit of a service is in");
        meter.CreateObservableCounter("indicators.upstream.outages", () => Each(u => u.Outages), "{call}", "Calls that a service did not answer");
        meter.CreateObservableCounter("indicators.stale_answers", () => cache.Stale, "{answer}", "Last good answers given while a service was down");
        meter.CreateObservableGauge("indicators.query_batch.waiting", () => Each(u => u.Batches.Waiting), "{question}", "Questions that wait to be sent");
        meter.CreateObservableGauge("indicators.query_batch.calls", () => Each(u => u.Batches.Calls), "{call}", "Calls under way that carry questions");
        meter.CreateObservableGauge("indicators.data.sequence", Sequences, null, "Changes that a service stored");
        meter.CreateObservableGauge("indicators.data.version.info", Version, null, "The data version");
        meter.CreateObservableGauge("indicators.data.changed.timestamp", () => Time(State.ChangedAt), "s", "When the newest change was stored");
        meter.CreateObservableGauge("indicators.releases", () => State.Catalog.Releases.Length, "{release}", "Releases shown");
        meter.CreateObservableGauge("indicators.defined", () => State.Catalog.Indicators.Length, "{indicator}", "Indicators defined");
        meter.CreateObservableGauge("indicators.release.newest.timestamp", Newest, "s", "When the newest release became known");
    }

    /// <summary>The state of a circuit as metrics and health name it.</summary>
    public static string Name(CircuitState state) => Array.Find(States, s => s.State == state).Name;

    private SuiteState State => versions.Current;

    public void Hit() => Interlocked.Increment(ref hits);

    public void Miss() => Interlocked.Increment(ref misses);

    private Measurement<long>[] CacheRequests() =>
    [
        new(Volatile.Read(ref hits), new KeyValuePair<string, object?>("result", "hit")),
        new(Volatile.Read(ref misses), new KeyValuePair<string, object?>("result", "miss")),
    ];

    private IEnumerable<Measurement<long>> Each(Func<Upstream, long> value) =>
        upstreams.All.Select(upstream => new Measurement<long>(value(upstream), new KeyValuePair<string, object?>("service", upstream.Name)));

    private IEnumerable<Measurement<int>> Circuits() =>
        from upstream in upstreams.All
        let state = upstream.Circuit
        from one in States
        select new Measurement<int>(one.State == state ? 1 : 0, new("service", upstream.Name), new KeyValuePair<string, object?>("state", one.Name));

    // One that does not answer has none: a zero would look like all its data gone.
    private IEnumerable<Measurement<long>> Sequences() => upstreams.All.Where(u => State.Versions[u.Index].Length > 0)
        .Select(u => new Measurement<long>(State.Versions.Sequence(u.Index), new KeyValuePair<string, object?>("service", u.Name)));

    private Measurement<int> Version() => new(1, new KeyValuePair<string, object?>("version", State.Versions.Text));

    private IEnumerable<Measurement<double>> Newest() =>
        State.Catalog.Releases.FirstOrDefault(r => r.Release.KnownFrom.Length > 0) is { } newest ? Time(newest.Release.KnownFrom + "T00:00:00+08:00") : [];

    // Nothing where there is no time yet: a zero would be the oldest of all.
    private static IEnumerable<Measurement<double>> Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? [new(time.ToUnixTimeMilliseconds() / 1000.0)]
            : [];
}
