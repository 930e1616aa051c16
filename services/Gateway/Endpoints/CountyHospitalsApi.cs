using Indicators.CountyHospitals.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Endpoints;

/// <summary>County hospitals.</summary>
internal static class CountyHospitalsApi
{
    private const int Service = ServiceOrder.CountyHospitals;
    private const string Tag = "County hospitals";

    public static void MapCountyHospitals(this Routes routes)
    {
        const string Root = "/v1/county-hospitals";
        routes.Get(
            new(
                "listCountyCapability", $"{Root}/capability", Tag, "Observation",
                "Shares and numbers of county hospitals that reach a level of capability")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListCapability);
        routes.Get(
            new("listCountyTargets", $"{Root}/targets", Tag, "Observation", "Targets and norms for county hospitals")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListTargets);
        routes.Get(
            new(
                "listThousandCounties", $"{Root}/thousand-counties", Tag, "Observation",
                "County hospitals of the Thousand Counties project")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListThousandCounties);
        routes.Get(
            new("listCountyCenters", $"{Root}/centers", Tag, "CountyCenter", "Centers that each county hospital builds or strengthens")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListCenters);
        routes.Get(
            new("getCountyCenter", $"{Root}/centers/{{id}}", Tag, "CountyCenter", "One kind of center")
            {
                Parameters = Parameters.Columns, Example = "cc-01",
            },
            GetCenter);
    }

    private static async ValueTask<Answer> ListCapability(Ask ask)
    {
        var request = new ListCapabilityRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.CountyHospitals.ListCapabilityAsync, request);
        return await ask.Page(Service, r.DataVersion, r.Observations, r.Releases, r.NextPageToken, ObservationJson.Write);
    }

    private static async ValueTask<Answer> ListTargets(Ask ask)
    {
        var request = new ListTargetsRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.CountyHospitals.ListTargetsAsync, request);
        return await ask.Page(Service, r.DataVersion, r.Observations, r.Releases, r.NextPageToken, ObservationJson.Write);
    }

    private static async ValueTask<Answer> ListThousandCounties(Ask ask)
    {
        var request = new ListThousandCountiesRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.CountyHospitals.ListThousandCountiesAsync, request);
        return await ask.Page(Service, r.DataVersion, r.Observations, r.Releases, r.NextPageToken, ObservationJson.Write);
    }

    private static async ValueTask<Answer> ListCenters(Ask ask)
    {
        var request = new ListCentersRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.CountyHospitals.ListCentersAsync, request);
        return await ask.Page(Service, r.DataVersion, r.Centers, r.Releases, r.NextPageToken, CountyHospitalsJson.Write);
    }

    private static async ValueTask<Answer> GetCenter(Ask ask)
    {
        var r = await ask.Call(Service, ask.Upstreams.CountyHospitals.GetCenterAsync, new GetCenterRequest { Id = ask.Id });
        return await ask.Item(Service, r.DataVersion, r.Center, r.Releases, CountyHospitalsJson.Write);
    }
}
