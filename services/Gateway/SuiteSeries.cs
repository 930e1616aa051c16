using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>Series over all services, in pages that go from service to service.</summary>
internal static class SuiteSeries
{
    public static async ValueTask<ListSeriesResponse> ListAsync(Suite suite, ListSeriesRequest request, CancellationToken cancellation)
    {
        var (state, faults) = (suite.Versions.Current, new RequestFaults());
        var size = SuiteFigures.Size(request.PageSize, faults);
        var query = new ListSeriesRequest(request) { PageSize = 0, PageToken = "" };
        var (token, versions) = await suite.Figures.StartAsync(request.PageToken, query, request.DataVersion, state, faults, cancellation);
        var asked = new ObservationSelection { Indicators = { request.Indicators }, Areas = { request.Areas } };
        var selection = SuiteSelection.Read(asked, state.Catalog, faults);
        var page = new SuitePage<Series>(token, versions, size);
        page.Lacks(selection.Untold);
        foreach (var service in page.Services.Where(s => selection.Of(s) is not null))
        {
            await page.AddAsync(
                service,
                (left, from, version) => AskAsync(suite.Upstreams[service], selection.Of(service)!, left, from, version, cancellation));
        }

        var next = page.Finish(query);
        return new ListSeriesResponse
        {
            Series = { page.Items }, NextPageToken = next, DataVersion = page.Versions.Text, Warnings = { selection.Warnings }, Unavailable = { page.Unavailable },
        };
    }

    private static async ValueTask<(IReadOnlyList<Series> Items, string Next)> AskAsync(
        Upstream upstream, ObservationSelection part, int left, string from, string version, CancellationToken cancellation)
    {
        var request = new ListSeriesRequest
        {
            Indicators = { part.Indicators },
            Areas = { part.Areas },
            PageSize = left,
            PageToken = from,
            DataVersion = version,
        };
        var answer = await upstream.CallAsync(upstream.Data.ListSeriesAsync, request, cancellation);
        return (answer.Series, answer.NextPageToken);
    }
}
