using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway;

/// <summary>The figures that differ between two days or two data versions, over all services.</summary>
internal static class SuiteChanges
{
    public static async ValueTask<SuiteAnswer<ListChangesResponse>> ListAsync(
        Suite suite, ListChangesRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        var state = suite.Versions.Current;
        ChangeSpan.Check(request, suite.Versions.Today, faults.Add);
        var size = SuiteFigures.Size(request.PageSize, faults);
        var query = new ListChangesRequest(request) { PageSize = 0, PageToken = "" };
        var earlier = await PinAsync(suite, state, "from_version", request.FromVersion, faults, cancellation);
        var later = await PinAsync(suite, state, "to_version", request.ToVersion, faults, cancellation);
        CheckOrder(request, earlier, later, faults);
        var (token, versions) = await suite.Figures.StartAsync(request.PageToken, query, request.DataVersion, state, faults, cancellation);
        versions = token is null ? later ?? versions : versions;
        var selection = SuiteSelection.Read(
            new ObservationSelection { Indicators = { request.Indicators }, Areas = { request.Areas } }, state.Catalog, faults);
        var page = new SuitePage<FigureChange>(token, versions, size);
        page.Lacks(selection.Untold);
        foreach (var service in page.Services.Where(s => selection.Of(s) is not null))
        {
            if (earlier is not null && earlier[service].Length == 0)
            {
                page.Lacks([service]);
                continue;
            }

            await page.AddAsync(service, (left, from, version) =>
                AskAsync(
                    suite.Upstreams[service], Part(request, selection.Of(service)!, earlier?[service], version), left, from, cancellation));
        }

        var next = page.Finish(query);
        var response = new ListChangesResponse
        {
            Changes = { page.Items },
            Releases = { SuiteVintages.Named(page.Items, state) },
            NextPageToken = next,
            DataVersion = page.Versions.Text,
            Warnings = { selection.Warnings },
            Unavailable = { page.Unavailable },
        };
        return new(response, page.Versions, state);
    }

    private static ListChangesRequest Part(ListChangesRequest request, ObservationSelection mine, string? fromVersion, string version)
    {
        var part = new ListChangesRequest { Indicators = { mine.Indicators }, Areas = { mine.Areas } };
        if (fromVersion is null)
        {
            (part.From, part.To, part.DataVersion) = (request.From, request.To, version);
        }
        else
        {
            (part.FromVersion, part.ToVersion) = (fromVersion, version);
        }

        return part;
    }

    private static async ValueTask<(IReadOnlyList<FigureChange> Items, string Next)> AskAsync(
        Upstream upstream, ListChangesRequest part, int left, string from, CancellationToken cancellation)
    {
        (part.PageSize, part.PageToken) = (left, from);
        var answer = await upstream.CallAsync(upstream.Data.ListChangesAsync, part, cancellation);
        return (answer.Changes, answer.NextPageToken);
    }

    private static async ValueTask<VersionVector?> PinAsync(
        Suite suite, SuiteState state, string field, string version, RequestFaults faults, CancellationToken cancellation)
    {
        var own = new RequestFaults();
        var pin = await suite.Figures.PinAsync(version, state, own, cancellation);
        foreach (var fault in own.All)
        {
            faults.Add(fault with { Parameter = field });
        }

        return pin;
    }

    private static void CheckOrder(ListChangesRequest request, VersionVector? from, VersionVector? to, RequestFaults faults)
    {
        if (from is not null
            && to is not null
            && Enumerable.Range(0, ServiceOrder.Count).Any(s => from.Sequence(s) > to.Sequence(s) && to[s].Length > 0))
        {
            faults.Add(ChangeSpan.Turned(request.FromVersion, request.ToVersion, "from_version", "to_version"));
        }
    }
}
