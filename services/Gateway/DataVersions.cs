using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Gateway.Telemetry;

namespace Indicators.Gateway;

/// <summary>What the suite answers from: its data version and its catalog, replaced as one.</summary>
/// <param name="Versions">Data version of each service.</param>
/// <param name="Catalog">Indicators and releases.</param>
/// <param name="ChangedAt">When the newest change of any service was stored, RFC 3339 in UTC; "" before the first.</param>
internal sealed record SuiteState(VersionVector Versions, Catalog Catalog, string ChangedAt = "")
{
    /// <summary>What answers from this state say of their age; read and written once, not with each of them.</summary>
    public Changed? Changed { get; } = Freshness.Changed(ChangedAt);
}

/// <summary>
/// Asks every service for its data version all the time, so that a publication reaches readers of every protocol within a second: what
/// changed replaces the state, and with it every cached answer. A service that stops answering is marked down, one that answers again up.
/// </summary>
internal sealed class DataVersions(Upstreams upstreams, TimeProvider clock, ILogger<DataVersions> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Startup = TimeSpan.FromSeconds(15);
    private const int CatalogPage = 1000;

    private readonly Lock replacing = new();
    private readonly SemaphoreSlim[] refreshing = [.. Enumerable.Range(0, ServiceOrder.Count).Select(_ => new SemaphoreSlim(1))];
    private readonly bool[] asked = new bool[ServiceOrder.Count];
    private readonly DateTimeOffset[] answered = new DateTimeOffset[ServiceOrder.Count];
    private readonly string[] read = [.. Enumerable.Repeat("", ServiceOrder.Count)];
    private readonly long started = clock.GetTimestamp();
    private volatile SuiteState current = new(VersionVector.None, Catalog.Empty);

    /// <summary>Today in UTC+8, ISO 8601.</summary>
    public string Today => Contracts.Today.Of(clock);

    /// <summary>The clock of this process.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The time by the clock of this process.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The newest state.</summary>
    public SuiteState Current => current;

    /// <summary>Tells when the state is another one.</summary>
    public ChangeSignal Changes { get; } = new(clock);

    /// <summary>
    /// Ready to serve: every service answered, or all were asked and the time of starting up is over, for one service that is down must not
    /// hold the others back.
    /// </summary>
    public bool IsReady =>
        current.Catalog.IsComplete || (asked.All(a => a) && clock.GetElapsedTime(started) > Startup);

    /// <summary>
    /// Up to when an answer is known to have been the newest: until a service was lost, where nothing was published since the answer was
    /// made from these versions; null where something was.
    /// </summary>
    public DateTimeOffset? NewestUntil(VersionVector made) =>
        Enumerable.Range(0, ServiceOrder.Count).All(service => made[service] == read[service]) ? answered.Min() : null;

    /// <summary>
    /// An answer of this service came from a version that is not the known one: reads what is new before the answer goes on.
    /// </summary>
    public async ValueTask<SuiteState> CatchUpAsync(int service, string version, CancellationToken cancellation)
    {
        if (version.Length > 0 && current.Versions[service] != version && upstreams[service].IsUp)
        {
            await AskAsync(service, cancellation);
        }

        return current;
    }

    /// <summary>The data version that a service gave last, whether it answers now or not; "" before it first did.</summary>
    public string LastSeen(int service) => read[service];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, ServiceOrder.Count).Select(service => FollowAsync(service, stoppingToken)));

    private async Task FollowAsync(int service, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        using var quiet = GatewayTraces.Unsampled();
        try
        {
            do
            {
                await AskAsync(service, stopping);
                asked[service] = true;
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private async Task AskAsync(int service, CancellationToken cancellation)
    {
        await refreshing[service].WaitAsync(cancellation);
        try
        {
            for (var addresses = upstreams[service].AddressCount; !await TryAskAsync(service, isLast: addresses <= 1, cancellation); addresses--)
            {
                upstreams[service].UseNextAddress();
            }
        }
        finally
        {
            refreshing[service].Release();
        }
    }

    /// <summary>Asks one address; false where it did not answer and there is another to ask.</summary>
    private async Task<bool> TryAskAsync(int service, bool isLast, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var options = new CallOptions(cancellationToken: patience.Token);
        try
        {
            var answer = await upstreams[service].Data.GetDataVersionAsync(new GetDataVersionRequest(), options);
            await AnsweredAsync(service, answer, options);
            return true;
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or InvalidDataException && !cancellation.IsCancellationRequested)
        {
            if (isLast)
            {
                await LostAsync(service, exception);
            }

            return isLast;
        }
    }

    private async Task AnsweredAsync(int service, GetDataVersionResponse answer, CallOptions options)
    {
        var version = VersionVector.IsVersion(answer.DataVersion)
            ? answer.DataVersion
            : throw new InvalidDataException($"`{Errors.Short(answer.DataVersion)}` is no data version.");
        if (read[service] != version)
        {
            var part = await ReadAsync(service, options);
            read[service] = version;
            Replace(state => new SuiteState(
                state.Versions.With(service, version), state.Catalog.With(service, part), Later(state.ChangedAt, answer.ChangedAt)));
        }
        else if (current.Versions[service] != version)
        {
            Replace(state => state with { Versions = state.Versions.With(service, version) });
        }

        answered[service] = clock.GetUtcNow();
        if (await upstreams[service].MarkUpAsync())
        {
            Log.ServiceUp(logger, ServiceOrder.Names[service], version);
        }
    }

    // Both are written in the one form of fixed length, so that the order of their texts is that of time.
    private static string Later(string one, string other) => string.CompareOrdinal(one, other) > 0 ? one : other;

    private async Task LostAsync(int service, Exception exception)
    {
        if (current.Versions[service].Length > 0)
        {
            Replace(state => state with { Versions = state.Versions.With(service, "") });
        }

        if (await upstreams[service].MarkDownAsync())
        {
            Log.ServiceDown(logger, ServiceOrder.Names[service], exception.Message);
        }
    }

    private void Replace(Func<SuiteState, SuiteState> change)
    {
        lock (replacing)
        {
            current = change(current);
        }

        Changes.Set();
    }

    private async Task<CatalogPart> ReadAsync(int service, CallOptions options)
    {
        var data = upstreams[service].Data;
        var indicators = new List<IndicatorEntry>();
        for (var request = new ListIndicatorsRequest { PageSize = CatalogPage }; ;)
        {
            var page = await data.ListIndicatorsAsync(request, options);
            indicators.AddRange(page.Indicators.Select(i => new IndicatorEntry(i, service)));
            if ((request.PageToken = page.NextPageToken).Length == 0)
            {
                break;
            }
        }

        var releases = new List<Types.V1.Release>();
        for (var request = new ListReleasesRequest { PageSize = CatalogPage }; ;)
        {
            var page = await data.ListReleasesAsync(request, options);
            releases.AddRange(page.Releases);
            if ((request.PageToken = page.NextPageToken).Length == 0)
            {
                return new CatalogPart(indicators, releases);
            }
        }
    }
}
