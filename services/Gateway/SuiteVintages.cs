using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>An answer over the services with what it was made from.</summary>
internal sealed record SuiteAnswer<T>(T Response, VersionVector Versions, SuiteState State);

/// <summary>History, changes and disputes over all services; REST and gRPC both answer from here.</summary>
internal static class SuiteVintages
{
    /// <summary>Everything ever published for one series, from the service that owns its indicator.</summary>
    public static async ValueTask<SuiteAnswer<GetObservationHistoryResponse>> HistoryAsync(
        Suite suite, GetObservationHistoryRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        var state = suite.Versions.Current;
        var service = Owner(request, state.Catalog, faults);
        var pin = await suite.Figures.PinAsync(request.DataVersion, state, faults, cancellation);
        faults.ThrowIfAny();
        if (service is not { } owner || (pin is not null && pin[owner].Length == 0))
        {
            throw new UpstreamDownException(service ?? state.Catalog.Missing.First());
        }

        var upstream = suite.Upstreams[owner];
        var part = new GetObservationHistoryRequest(request) { DataVersion = pin?[owner] ?? "" };
        var response = await upstream.CallAsync(upstream.Data.GetObservationHistoryAsync, part, cancellation);
        state = pin is null ? await suite.Versions.CatchUpAsync(owner, response.DataVersion, cancellation) : state;
        var versions = pin ?? state.Versions.With(owner, response.DataVersion);
        response.DataVersion = versions.Text;
        Name(response.Releases, state);
        return new(response, versions, state);
    }

    /// <summary>What a release changed, its parts in the services one after the other.</summary>
    public static async ValueTask<SuiteAnswer<ListReleaseChangesResponse>> OfReleaseAsync(
        Suite suite, ListReleaseChangesRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        var state = suite.Versions.Current;
        var size = SuiteFigures.Size(request.PageSize, faults);
        var query = new ListReleaseChangesRequest(request) { PageSize = 0, PageToken = "" };
        var (token, versions) = await suite.Figures.StartAsync(request.PageToken, query, request.DataVersion, state, faults, cancellation);
        faults.ThrowIfAny();
        var release = Release(state, request.Id);
        var page = new SuitePage<FigureChange>(token, versions, size);
        foreach (var service in page.Services.Where(s => release.Services.Contains(ServiceOrder.Names[s])))
        {
            await page.AddAsync(service, async (left, from, version) =>
            {
                var part = new ListReleaseChangesRequest { Id = request.Id, PageSize = left, PageToken = from, DataVersion = version };
                var answer = await suite.Upstreams[service].CallAsync(
                    suite.Upstreams[service].Data.ListReleaseChangesAsync, part, cancellation);
                return (answer.Changes, answer.NextPageToken);
            });
        }

        var next = page.Finish(query);
        var response = new ListReleaseChangesResponse
        {
            Changes = { page.Items }, NextPageToken = next, DataVersion = page.Versions.Text, Unavailable = { page.Unavailable },
        };
        response.Releases.AddRange(Named(page.Items, state));
        return new(response, page.Versions, state);
    }

    /// <summary>The figures that documents disagree on.</summary>
    public static async ValueTask<SuiteAnswer<ListDisputesResponse>> DisputesAsync(
        Suite suite, ListDisputesRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        var state = suite.Versions.Current;
        var size = SuiteFigures.Size(request.PageSize, faults);
        var query = new ListDisputesRequest(request) { PageSize = 0, PageToken = "" };
        var (token, versions) = await suite.Figures.StartAsync(request.PageToken, query, request.DataVersion, state, faults, cancellation);
        var asked = new ObservationSelection { Indicators = { request.Indicators }, Areas = { request.Areas } };
        var selection = SuiteSelection.Read(asked, state.Catalog, faults);
        var page = new SuitePage<Observation>(token, versions, size);
        page.Lacks(selection.Untold);
        foreach (var service in page.Services.Where(s => selection.Of(s) is not null))
        {
            await page.AddAsync(service, async (left, from, version) =>
            {
                var mine = selection.Of(service)!;
                var part = new ListDisputesRequest
                {
                    Indicators = { mine.Indicators },
                    Areas = { mine.Areas },
                    PageSize = left,
                    PageToken = from,
                    DataVersion = version,
                };
                var answer = await suite.Upstreams[service].CallAsync(suite.Upstreams[service].Data.ListDisputesAsync, part, cancellation);
                return (answer.Observations, answer.NextPageToken);
            });
        }

        var next = page.Finish(query);
        var response = new ListDisputesResponse
        {
            Observations = { page.Items },
            NextPageToken = next,
            DataVersion = page.Versions.Text,
            Warnings = { selection.Warnings },
            Unavailable = { page.Unavailable },
        };
        response.Releases.AddRange(Known(page.Items.SelectMany(ObservationSources.Of).Select(s => s.ReleaseId), state));
        return new(response, page.Versions, state);
    }

    /// <summary>The releases that changes name, once.</summary>
    internal static IEnumerable<Release> Named(IEnumerable<FigureChange> changes, SuiteState state) =>
        Known(changes.SelectMany(c => new[] { c.After, c.Before }).OfType<Statement>().Select(s => s.Source.ReleaseId), state);

    private static IEnumerable<Release> Known(IEnumerable<string> ids, SuiteState state) =>
        ids.Distinct(StringComparer.Ordinal).Select(id => state.Catalog.ReleasesById[id].Release);

    // A service counts its own part of a release; the catalog holds the sum.
    private static void Name(IList<Release> releases, SuiteState state)
    {
        for (var i = 0; i < releases.Count; i++)
        {
            releases[i] = state.Catalog.ReleasesById.TryGetValue(releases[i].Id, out var entry) ? entry.Release : releases[i];
        }
    }

    // Without every catalog it cannot be told whether an id exists.
    private static Release Release(SuiteState state, string id) =>
        state.Catalog.ReleasesById.TryGetValue(id, out var found) ? found.Release
        : state.Catalog.IsComplete ? throw Errors.NotFound("id", id, Nearest.To(id, state.Catalog.ReleasesById.Keys))
        : throw new UpstreamDownException(state.Catalog.Missing.First());

    private static int? Owner(GetObservationHistoryRequest request, Catalog catalog, RequestFaults faults)
    {
        var checks = new RequestChecks(faults.Add);
        foreach (var (field, value) in new[] { ("indicator", request.Indicator), ("area", request.Area) })
        {
            if (value.Length == 0)
            {
                faults.Add("missing_parameter", field, "", $"须给出“{field}”。", $"`{field}` is required.");
            }
        }

        if (request.Area.Length > 0)
        {
            checks.Known("area", [request.Area], CodeLists.Areas.ContainsKey, Hints.Area);
        }

        if (request.Indicator.Length > 0)
        {
            checks.Known(
                "indicator", [request.Indicator], catalog.IndicatorsByCode.ContainsKey, catalog.IndicatorHint,
                mayBeUntold: !catalog.IsComplete);
        }

        checks.Periods(request.Periods);
        return catalog.IndicatorsByCode.TryGetValue(request.Indicator, out var entry) ? entry.Service : null;
    }
}
