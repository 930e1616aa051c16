using Grpc.Core;

namespace Indicators.Gateway.Metrics;

/// <summary>
/// The newest national figures for scrapes, made once for each state of the suite and for all who ask at the same time. A publication reads anew only the
/// services that it changed; one that is down keeps its last good figures, and the page says so. Once somebody scrapes, each state's page is made when the state
/// comes and not when it is asked for: reading thousands of figures takes longer than a scrape should.
/// </summary>
internal sealed class LatestMetrics(Suite suite) : BackgroundService
{
    private readonly Lock choosing = new();
    private LatestPart[] parts = [.. Enumerable.Repeat(LatestPart.None, ServiceOrder.Count)];
    private VersionVector? versions;
    private Task<LatestPage>? made;

    /// <summary>The page of a state.</summary>
    public Task<LatestPage> GetAsync(SuiteState state, CancellationToken cancellation) => Choose(state).WaitAsync(cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LatestPage? before = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var change = suite.Versions.Changes.Next;
            if (Volatile.Read(ref made) is not null)
            {
                before = await PrepareAsync(before, stoppingToken);
            }

            await change.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<LatestPage?> PrepareAsync(LatestPage? before, CancellationToken stopping)
    {
        try
        {
            var page = await GetAsync(suite.Versions.Current, stopping);
            page.WriteAs(before);
            return page;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // Whoever scrapes next has it made again.
            Log.RequestFailed(suite.Log, failure, "GET", "/metrics/indicators");
            return before;
        }
    }

    private Task<LatestPage> Choose(SuiteState state)
    {
        lock (choosing)
        {
            if (made is null || !ReferenceEquals(versions, state.Versions) || made.IsFaulted)
            {
                (versions, made) = (state.Versions, MakeAsync(state.Versions));
            }

            return made;
        }
    }

    // No reader's patience ends the making: others wait for the same page.
    private async Task<LatestPage> MakeAsync(VersionVector wanted)
    {
        await Task.Yield();
        var before = parts;
        var read = await Task.WhenAll(Enumerable.Range(0, before.Length).Select(service => ReadAsync(service, wanted[service], before[service])));
        bool[] isUp = [.. read.Select((part, service) => part.Version.Length > 0 && part.Version == wanted[service])];
        lock (choosing)
        {
            parts = read;

            // One that went away while it was read may answer the next scrape.
            if (ReferenceEquals(versions, wanted) && isUp.Where((up, service) => !up && wanted[service].Length > 0).Any())
            {
                made = null;
            }
        }

        return new LatestPage(read, isUp);
    }

    private async Task<LatestPart> ReadAsync(int service, string version, LatestPart before)
    {
        if (version.Length == 0 || version == before.Version)
        {
            return before;
        }

        try
        {
            return await LatestPart.ReadAsync(suite.Upstreams[service], version, CancellationToken.None);
        }
        catch (Exception gone) when (gone is UpstreamDownException or RpcException)
        {
            // It was not there, or went away while it was read.
            return before;
        }
    }
}
