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
        var query = new ListSeriesRequest { Indicators = { request.Indicators }, Areas = { request.Areas } };
        var token = SuiteFigures.Token(request.PageToken, query, faults);
        var selection = SuiteSelection.Read(new ObservationSelection { Indicators = { request.Indicators }, Areas = { request.Areas } }, state.Catalog, faults);
        var page = new ListSeriesResponse { DataVersion = state.Versions.Text, Warnings = { selection.Warnings } };
        var missing = new List<int>(selection.Untold);
        var wasAnswered = false;
        for (var service = token?.Service ?? 0; service < ServiceOrder.Count && page.NextPageToken.Length == 0; service++)
        {
            if (selection.Of(service) is not { } part)
            {
                continue;
            }

            var left = size - page.Series.Count;
            var upstream = suite.Upstreams[service];
            try
            {
                var ask = new ListSeriesRequest
                {
                    Indicators = { part.Indicators },
                    Areas = { part.Areas },
                    PageSize = Math.Max(left, 1),
                    PageToken = service == token?.Service ? token.Upstream : "",
                };
                var answer = await upstream.CallAsync(upstream.Data.ListSeriesAsync, ask, cancellation);
                wasAnswered = true;
                page.NextPageToken = Add(page, answer, service, left, query);
            }
            catch (UpstreamDownException)
            {
                missing.Add(service);
            }
        }

        if (!wasAnswered && missing.Count > 0)
        {
            throw new UpstreamDownException(missing[0]);
        }

        page.Unavailable.AddRange(missing.Distinct().Order().Select(s => ServiceOrder.Names[s]));
        return page;
    }

    private static string Add(ListSeriesResponse page, ListSeriesResponse answer, int service, int left, ListSeriesRequest query)
    {
        if (left <= 0)
        {
            return answer.Series.Count > 0 ? new PageToken(service, "", false, []).Write(query) : "";
        }

        page.Series.AddRange(answer.Series);
        return answer.NextPageToken.Length > 0 ? new PageToken(service, answer.NextPageToken, false, []).Write(query) : "";
    }
}
