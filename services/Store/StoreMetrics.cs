using System.Diagnostics.Metrics;
using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Indicators.Store;

/// <summary>What a store measures of itself; all but publications is read only when somebody asks.</summary>
public sealed class StoreMetrics
{
    private readonly DataStore store;
    private readonly Counter<long> publications;

    /// <summary>Of this store.</summary>
    public StoreMetrics(IMeterFactory factory, DataStore store)
    {
        this.store = store;
        var service = store.Options.Service;
        var meter = factory.Create("Indicators.Store");
        publications = meter.CreateCounter<long>("indicators.store.publications", "{step}", "Steps of publications");
        meter.CreateObservableGauge("indicators.data.sequence", () => With(Snapshot.Sequence, "service", service), null, "Changes stored");
        meter.CreateObservableGauge("indicators.data.version.info", () => With(1, "version", Snapshot.DataVersion), null, "The data version");
        meter.CreateObservableGauge("indicators.data.changed.timestamp", () => Time(Snapshot.ChangedAt), "s", "When the newest change was stored");
        meter.CreateObservableGauge("indicators.releases", () => Snapshot.NewestFirst.Count, "{release}", "Releases shown");
        meter.CreateObservableGauge("indicators.defined", () => Snapshot.Indicators.Count, "{indicator}", "Indicators defined");
        meter.CreateObservableGauge("indicators.release.newest.timestamp", () => Day(Snapshot.NewestFirst.Count > 0 ? Snapshot.NewestFirst[0].KnownFrom : ""), "s", "When the newest release became known");
        meter.CreateObservableGauge("indicators.store.database.size", Sizes, "By", "Files of the database");
        meter.CreateObservableGauge("indicators.store.disk.free", () => store.Database.Disk.AvailableFreeSpace, "By", "Free space where the database is");
        meter.CreateObservableGauge("indicators.store.disk.size", () => store.Database.Disk.TotalSize, "By", "Space where the database is");
        meter.CreateObservableGauge("indicators.store.readers", Readers, "{connection}", "Open reading connections");
    }

    private Snapshot Snapshot => store.Current;

    /// <summary>Counts a step of a publication: whether it was taken, refused for its content, or failed.</summary>
    internal Task<T> Count<T>(string step, Func<T> run, Func<T, bool>? isTaken = null)
    {
        var outcome = "failed";
        try
        {
            var answer = run();
            outcome = isTaken?.Invoke(answer) == false ? "refused" : "ok";
            return Task.FromResult(answer);
        }
        catch (RpcException)
        {
            outcome = "refused";
            throw;
        }
        finally
        {
            publications.Add(1, new("step", step), new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    private IEnumerable<Measurement<long>> Sizes() => store.Database.Files
        .Select(f => (f.Name, File: new FileInfo(f.Path))).Where(f => f.File.Exists).Select(f => With(f.File.Length, "file", f.Name));

    private Measurement<long>[] Readers()
    {
        var (busy, idle) = store.Database.Readers;
        return [With(busy, "state", "busy"), With(idle, "state", "idle")];
    }

    private static Measurement<long> With(long value, string tag, string name) => new(value, new KeyValuePair<string, object?>(tag, name));

    // Days are those of UTC+8.
    private static IEnumerable<Measurement<double>> Day(string day) => Time(day.Length == 10 ? day + "T00:00:00+08:00" : day);

    // Nothing where there is no time yet: a zero would be the oldest of all.
    private static IEnumerable<Measurement<double>> Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? [new(time.ToUnixTimeMilliseconds() / 1000.0)]
            : [];
}

/// <summary>Makes the instruments when the process starts, and not with its first publication.</summary>
internal sealed class StoreMetricsStart(StoreMetrics metrics) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(metrics);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
