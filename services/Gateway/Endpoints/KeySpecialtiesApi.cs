using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.KeySpecialties.V1;

namespace Indicators.Gateway.Endpoints;

/// <summary>Key clinical specialties.</summary>
internal static class KeySpecialtiesApi
{
    private const int Service = ServiceOrder.KeySpecialties;
    private const string Tag = "Key specialties";

    public static void MapKeySpecialties(this Routes routes)
    {
        const string Root = "/v1/key-specialties";
        routes.Get(
            new("listSpecialtyProjects", $"{Root}/projects", Tag, "Observation", "Projects by tier and funding, actual and target")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListProjects);
        routes.Get(
            new("listSpecialtyFunding", $"{Root}/funding", Tag, "Observation", "Money put into the projects")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListFunding);
        routes.Get(
            new(
                "listPrioritySpecialties", $"{Root}/priority-specialties", Tag, "PrioritySpecialty",
                "Specialties named for priority support")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListPriority);
        routes.Get(
            new("getPrioritySpecialty", $"{Root}/priority-specialties/{{id}}", Tag, "PrioritySpecialty", "One of them")
            {
                Parameters = Parameters.Columns, Example = "ps-1",
            },
            GetPriority);
    }

    private static async ValueTask<Answer> ListProjects(Ask ask)
    {
        var request = new ListProjectsRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.KeySpecialties.ListProjectsAsync, request);
        return await ask.Page(Service, r.DataVersion, r.Observations, r.Releases, r.NextPageToken, ObservationJson.Write);
    }

    private static async ValueTask<Answer> ListFunding(Ask ask)
    {
        var request = new ListFundingRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.KeySpecialties.ListFundingAsync, request);
        return await ask.Page(Service, r.DataVersion, r.Observations, r.Releases, r.NextPageToken, ObservationJson.Write);
    }

    private static async ValueTask<Answer> ListPriority(Ask ask)
    {
        var request = new ListPrioritySpecialtiesRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.KeySpecialties.ListPrioritySpecialtiesAsync, request);
        return await ask.Page(Service, r.DataVersion, r.PrioritySpecialties, r.Releases, r.NextPageToken, KeySpecialtiesJson.Write);
    }

    private static async ValueTask<Answer> GetPriority(Ask ask)
    {
        var request = new GetPrioritySpecialtyRequest { Id = ask.Id };
        var r = await ask.Call(Service, ask.Upstreams.KeySpecialties.GetPrioritySpecialtyAsync, request);
        return await ask.Item(Service, r.DataVersion, r.PrioritySpecialty, r.Releases, KeySpecialtiesJson.Write);
    }
}
