using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway;

/// <summary>Series over all services, in pages that go from service to service.</summary>
internal static class SuiteSeries
{
    public static async ValueTask<ListSeriesResponse> ListAsync(Suite suite, ListSeriesRequest request, CancellationToken cancellation)
    {
        var (state, faults) = (suite.Versions.Current, new RequestFaults());
        var size = SuiteFigures.Size(request.PageSize, faults);
        var query = new ListSeriesRequest { Indicators = { request.Indicators }, Areas = { request.Areas }, DataVersion = request.DataVersion };
        var token = SuiteFigures.Token(request.PageToken, query, faults);
        var pin = token is null
            ? await suite.Figures.PinAsync(request.DataVersion, state, faults, cancellation)
            : VersionVector.Of(token.Versions);
        var asked = new ObservationSelection { Indicators = { request.Indicators }, Areas = { request.Areas } };
        var page = new SeriesPage(SuiteSelection.Read(asked, state.Catalog, faults), query, token, pin ?? state.Versions, size);
        for (var service = token?.Service ?? 0; service < ServiceOrder.Count && !page.IsFull; service++)
        {
            await page.AddAsync(suite.Upstreams[service], cancellation);
        }

        return page.Finish();
    }
}

/// <summary>A page of series while it grows from service to service; each is asked by the version that the first page was made from.</summary>
internal sealed class SeriesPage(SuiteSelection selection, ListSeriesRequest query, PageToken? token, VersionVector versions, int size)
{
    private readonly ListSeriesResponse page = new() { Warnings = { selection.Warnings } };
    private readonly HashSet<int> missing = [.. selection.Untold];
    private PageToken? next;
    private bool wasAnswered;

    /// <summary>It is known what follows.</summary>
    public bool IsFull => next is not null;

    public async ValueTask AddAsync(Upstream upstream, CancellationToken cancellation)
    {
        var service = upstream.Index;
        if (selection.Of(service) is not { } part)
        {
            return;
        }

        // One that had no part in the first page has none now.
        if (versions[service].Length == 0)
        {
            missing.Add(service);
            return;
        }

        // A full page still has to know whether anything follows.
        var left = size - page.Series.Count;
        var request = new ListSeriesRequest
        {
            Indicators = { part.Indicators },
            Areas = { part.Areas },
            PageSize = Math.Max(left, 1),
            PageToken = service == token?.Service ? token.Upstream : "",
            DataVersion = versions[service],
        };
        try
        {
            var answer = await upstream.CallAsync(upstream.Data.ListSeriesAsync, request, cancellation);
            wasAnswered = true;
            Add(answer, service, left);
        }
        catch (UpstreamDownException)
        {
            missing.Add(service);
        }
    }

    /// <summary>Nothing more is added.</summary>
    /// <exception cref="UpstreamDownException">No service that was needed answered.</exception>
    public ListSeriesResponse Finish()
    {
        if (!wasAnswered && missing.Count > 0)
        {
            throw new UpstreamDownException(missing.First());
        }

        string[] used = [.. Enumerable.Range(0, ServiceOrder.Count).Select(s => missing.Contains(s) ? "" : versions[s])];
        page.DataVersion = VersionVector.Of(used).Text;
        page.NextPageToken = next is null ? "" : (next with { Versions = used }).Write(query);
        page.Unavailable.AddRange(missing.Order().Select(s => ServiceOrder.Names[s]));
        return page;
    }

    private void Add(ListSeriesResponse answer, int service, int left)
    {
        if (left <= 0)
        {
            next = answer.Series.Count > 0 ? new PageToken(service, "", true, []) : null;
            return;
        }

        page.Series.AddRange(answer.Series);
        next = answer.NextPageToken.Length > 0 ? new PageToken(service, answer.NextPageToken, true, []) : null;
    }
}
