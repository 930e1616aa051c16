using System.Globalization;
using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>Brings a copy what it lacks of each service.</summary>
internal sealed partial class SuiteWatch
{
    private const int Most = 500;

    // Every watch learns of a change at the same time; of more calls than this at once the guard of a service would refuse some.
    private static readonly SemaphoreSlim[] Opening = [.. ServiceOrder.Names.Select(_ => new SemaphoreSlim(32))];

    private async Task BringAsync(SuiteState state)
    {
        var selection = Select(filter, state, new RequestFaults());

        // A watch of everything lists every indicator for this, and a thousand watches do so at once.
        YoungMemory.Tidy();
        down.Clear();
        down.UnionWith(selection.Untold);
        down.UnionWith(Enumerable.Range(0, ServiceOrder.Count).Where(s => selection.Of(s) is not null && state.Versions[s].Length == 0));
        for (var service = 0; service < ServiceOrder.Count; service++)
        {
            var version = state.Versions[service];
            if (version.Length == 0)
            {
                continue;
            }

            await MakeGoodAsync(service, state);
            if (selection.Of(service) is not { } part)
            {
                at = at.At(service, version);
            }
            else if (!at.Has(service, version) && !await BringAsync(suite.Upstreams[service], part))
            {
                down.Add(service);
            }
        }
    }

    // What the service has sent is sent on as it comes; false where it broke off or cannot be reached, to be gone on with from there.
    private async ValueTask<bool> BringAsync(Upstream upstream, ObservationSelection part)
    {
        try
        {
            using var call = await OpenAsync(upstream, part);
            var version = "";
            SuiteState? state = null;
            for (var more = call is not null; more; more = await call!.ResponseStream.MoveNext(cancellation))
            {
                var message = call!.ResponseStream.Current;
                if (state is null || message.DataVersion != version)
                {
                    version = message.DataVersion;
                    state = await suite.Versions.CatchUpAsync(upstream.Index, version, cancellation);
                    if (state.Versions.Sequence(upstream.Index) < SequenceOf(version))
                    {
                        return false;
                    }

                    // An indicator that is asked for was defined just now: the next round asks for it too.
                    if (!Equals(Select(filter, state, new RequestFaults()).Of(upstream.Index), part))
                    {
                        return true;
                    }
                }

                at = at.At(upstream.Index, version, message.Current ? "" : message.Cursor);
                await SendAsync(message, state);
            }

            return true;
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            return false;
        }
    }

    private async ValueTask<AsyncServerStreamingCall<WatchResponse>?> OpenAsync(Upstream upstream, ObservationSelection part)
    {
        var request = new WatchRequest { Cursor = at.Of(upstream.Index), Indicators = { part.Indicators }, Areas = { part.Areas }, EndWhenCurrent = true };
        await Opening[upstream.Index].WaitAsync(cancellation);
        try
        {
            // It may have gone while others waited for it to answer.
            return upstream.IsUp ? await upstream.OpenAsync(upstream.Data.Watch, request, cancellation) : throw new UpstreamDownException(upstream.Index);
        }
        finally
        {
            Opening[upstream.Index].Release();
        }
    }

    private bool IsOutage(Exception failure) => !cancellation.IsCancellationRequested
        && failure is UpstreamDownException or RpcException { StatusCode: not StatusCode.InvalidArgument };

    private static long SequenceOf(string version) => long.Parse(version.AsSpan(0, version.IndexOf('-')), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Sends what a service brings, its releases and indicators as the suite lists them.</summary>
    private async ValueTask SendAsync(WatchResponse message, SuiteState state)
    {
        Release[] releases = [.. message.Releases.Select(r => state.Catalog.ReleasesById.TryGetValue(r.Id, out var merged) ? merged.Release : r)];
        Indicator[] indicators = [.. message.Indicators.Select(i => state.Catalog.IndicatorsByCode.TryGetValue(i.Code, out var listed) ? listed.Indicator : i)];
        foreach (var missing in state.Catalog.Missing.Where(s => releases.Any(r => r.Services.Contains(ServiceOrder.Names[s]))))
        {
            at = at.Owing(missing);
        }

        if (releases.Length + indicators.Length + message.Observations.Count + message.Removed.Count == 0)
        {
            return;
        }

        var sent = new WatchResponse { Releases = { releases }, Indicators = { indicators }, Observations = { message.Observations }, Removed = { message.Removed } };
        Head(sent);
        told = null;
        await WriteAsync(sent);
        YoungMemory.Tidy();
    }

    // A release over several services was given without what this one states of it, for it was not known then.
    private async ValueTask MakeGoodAsync(int service, SuiteState state)
    {
        if (!at.Owes(service))
        {
            return;
        }

        var whole = at.Owing(service, owes: false);
        var releases = state.Catalog.Releases.Select(r => r.Release).Where(r => r.Services.Contains(ServiceOrder.Names[service])).Chunk(Most).ToList();
        for (var i = 0; i < releases.Count; i++)
        {
            at = i == releases.Count - 1 ? whole : at;
            var sent = new WatchResponse { Releases = { releases[i] } };
            Head(sent);
            told = null;
            await WriteAsync(sent);
        }

        at = whole;
    }
}
