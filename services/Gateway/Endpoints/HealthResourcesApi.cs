using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.HealthResources.V1;

namespace Indicators.Gateway.Endpoints;

/// <summary>Health resources.</summary>
internal static class HealthResourcesApi
{
    private const int Service = ServiceOrder.HealthResources;

    private static readonly Operation List = new(
        "listHealthResources", "/v1/health-resources", "Health resources", "Observation", "Every series with its newest figure")
    {
        Parameters = [Parameters.Area, .. Parameters.Paging], Example = "area=CN&pageSize=2",
    };

    public static void MapHealthResources(this Routes routes) => routes.Get(List, ListLatest);

    private static async ValueTask<Answer> ListLatest(Ask ask)
    {
        var request = new ListLatestResourcesRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        request.Areas.AddRange(ask.Arguments.Many(Parameters.Area));
        var r = await ask.Call(Service, ask.Upstreams.HealthResources.ListLatestResourcesAsync, request);
        return await ask.Page(Service, r.DataVersion, r.Observations, r.Releases, r.NextPageToken, ObservationJson.Write, r.Warnings);
    }
}
