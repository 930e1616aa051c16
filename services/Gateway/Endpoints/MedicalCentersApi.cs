using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.MedicalCenters.V1;

namespace Indicators.Gateway.Endpoints;

/// <summary>National and regional medical centers.</summary>
internal static class MedicalCentersApi
{
    private const int Service = ServiceOrder.MedicalCenters;
    private const string Tag = "Medical centers";

    public static readonly Parameter Batch = new("batch", "Batches of approval; a project of a range of batches is in each of them.")
    {
        Many = true, Number = (1, 5), Field = "batches", Example = "1",
    };

    public static readonly Parameter CountsIn76 = new("countsIn76", "Whether a project is one of the 76 approved by April 2023.")
    {
        Many = true, Choices = Enums.Inclusions.Choices, Field = "counts_in_76", Example = "yes",
    };

    private static readonly Parameter[] ProjectParameters = [Parameters.Area, Batch, CountsIn76, .. Parameters.Paging];

    public static void MapMedicalCenters(this Routes routes)
    {
        const string Root = "/v1/medical-centers";
        routes.Get(
            new("listNationalCenters", $"{Root}/national", Tag, "NationalCenter", "National medical centers with their host hospitals")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListNational);
        routes.Get(
            new("getNationalCenter", $"{Root}/national/{{id}}", Tag, "NationalCenter", "One national medical center")
            {
                Parameters = Parameters.Columns, Example = "nc-01",
            },
            GetNational);
        routes.Get(
            new("listRegionalCenters", $"{Root}/regional", Tag, "RegionalCenter", "Hosts of the regional center that is set up")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListRegional);
        routes.Get(
            new("getRegionalCenter", $"{Root}/regional/{{id}}", Tag, "RegionalCenter", "One of the hosts")
            {
                Parameters = Parameters.Columns, Example = "rc-01",
            },
            GetRegional);
        routes.Get(
            new("listRegionalProjects", $"{Root}/regional-projects", Tag, "RegionalProject", "Regional center projects that were itemised")
            {
                Parameters = ProjectParameters, Example = "area=CN-GD",
            },
            ListProjects);
        routes.Get(
            new(
                "listRegionalProjectCounts", $"{Root}/regional-projects/counts", Tag, "RegionalProjectCount",
                "Projects as stated beside projects as itemised")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            ListCounts);
        routes.Get(
            new("getRegionalProject", $"{Root}/regional-projects/{{id}}", Tag, "RegionalProject", "One project")
            {
                Parameters = Parameters.Columns, Example = "rp-001",
            },
            GetProject);
    }

    private static async ValueTask<Answer> ListNational(Ask ask)
    {
        var request = new ListNationalCentersRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.MedicalCenters.ListNationalCentersAsync, request);
        return await ask.Page(Service, r.DataVersion, r.NationalCenters, r.Releases, r.NextPageToken, MedicalCentersJson.Write);
    }

    private static async ValueTask<Answer> GetNational(Ask ask)
    {
        var r = await ask.Call(Service, ask.Upstreams.MedicalCenters.GetNationalCenterAsync, new GetNationalCenterRequest { Id = ask.Id });
        return await ask.Item(Service, r.DataVersion, r.NationalCenter, r.Releases, MedicalCentersJson.Write);
    }

    private static async ValueTask<Answer> ListRegional(Ask ask)
    {
        var request = new ListRegionalCentersRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.MedicalCenters.ListRegionalCentersAsync, request);
        return await ask.Page(Service, r.DataVersion, r.RegionalCenters, r.Releases, r.NextPageToken, MedicalCentersJson.Write);
    }

    private static async ValueTask<Answer> GetRegional(Ask ask)
    {
        var r = await ask.Call(Service, ask.Upstreams.MedicalCenters.GetRegionalCenterAsync, new GetRegionalCenterRequest { Id = ask.Id });
        return await ask.Item(Service, r.DataVersion, r.RegionalCenter, r.Releases, MedicalCentersJson.Write);
    }

    private static async ValueTask<Answer> ListProjects(Ask ask)
    {
        var request = new ListRegionalProjectsRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        request.Areas.AddRange(ask.Arguments.Many(Parameters.Area));
        request.Batches.AddRange(ask.Arguments.Numbers(Batch).Select(b => $"{b}"));
        request.CountsIn76.AddRange(ask.Arguments.Many(CountsIn76).Select(Enums.Inclusions.Of));
        var r = await ask.Call(Service, ask.Upstreams.MedicalCenters.ListRegionalProjectsAsync, request);
        return await ask.Page(
            Service, r.DataVersion, r.RegionalProjects, r.Releases, r.NextPageToken, MedicalCentersJson.Write, r.Warnings);
    }

    private static async ValueTask<Answer> ListCounts(Ask ask)
    {
        var request = new ListRegionalProjectCountsRequest { PageSize = ask.PageSize, PageToken = ask.PageToken };
        var r = await ask.Call(Service, ask.Upstreams.MedicalCenters.ListRegionalProjectCountsAsync, request);
        return await ask.Page(Service, r.DataVersion, r.RegionalProjectCounts, r.Releases, r.NextPageToken, MedicalCentersJson.Write);
    }

    private static async ValueTask<Answer> GetProject(Ask ask)
    {
        var request = new GetRegionalProjectRequest { Id = ask.Id };
        var r = await ask.Call(Service, ask.Upstreams.MedicalCenters.GetRegionalProjectAsync, request);
        return await ask.Item(Service, r.DataVersion, r.RegionalProject, r.Releases, MedicalCentersJson.Write);
    }
}
