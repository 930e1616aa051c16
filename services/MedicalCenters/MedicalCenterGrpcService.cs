using Grpc.Core;
using Indicators.Contracts;
using Indicators.MedicalCenters.V1;
using Indicators.Store.Figures;
using Indicators.Store.Registers;
using Indicators.Types.V1;

namespace Indicators.MedicalCenters;

/// <summary>MedicalCenterService: check, query, answer.</summary>
public sealed class MedicalCenterGrpcService : MedicalCenterService.MedicalCenterServiceBase
{
    private readonly RegisterQueries registers;
    private readonly MedicalCenterQueries queries;

    /// <summary>Made by the host, once.</summary>
    public MedicalCenterGrpcService(IServiceProvider services)
    {
        registers = services.GetRequiredService<RegisterQueries>();
        queries = services.GetRequiredService<MedicalCenterQueries>();
    }

    /// <inheritdoc/>
    public override Task<ListNationalCentersResponse> ListNationalCenters(ListNationalCentersRequest request, ServerCallContext context)
    {
        var view = registers.View([nameof(ListNationalCenters)], request.PageToken);
        var page = RegisterQueries.Page(view, queries.NationalCenters(view), request.PageSize, Sources);
        return Task.FromResult(new ListNationalCentersResponse
        {
            NationalCenters = { page.Items }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<GetNationalCenterResponse> GetNationalCenter(GetNationalCenterRequest request, ServerCallContext context)
    {
        var view = registers.View();
        var center = RegisterQueries.Find(queries.NationalCenters(view), c => c.Id, request.Id);
        return Task.FromResult(new GetNationalCenterResponse { NationalCenter = center, Releases = { view.Releases(Sources(center)) }, DataVersion = view.DataVersion });
    }

    /// <inheritdoc/>
    public override Task<ListRegionalCentersResponse> ListRegionalCenters(ListRegionalCentersRequest request, ServerCallContext context)
    {
        var view = registers.View([nameof(ListRegionalCenters)], request.PageToken);
        var page = RegisterQueries.Page(view, queries.RegionalCenters(view), request.PageSize, c => [c.Source]);
        return Task.FromResult(new ListRegionalCentersResponse
        {
            RegionalCenters = { page.Items }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<GetRegionalCenterResponse> GetRegionalCenter(GetRegionalCenterRequest request, ServerCallContext context)
    {
        var view = registers.View();
        var center = RegisterQueries.Find(queries.RegionalCenters(view), c => c.Id, request.Id);
        return Task.FromResult(new GetRegionalCenterResponse { RegionalCenter = center, Releases = { view.Releases([center.Source]) }, DataVersion = view.DataVersion });
    }

    /// <inheritdoc/>
    public override Task<ListRegionalProjectsResponse> ListRegionalProjects(ListRegionalProjectsRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var areas = checks.Areas(request.Areas);
        var batches = checks.Known("batches", request.Batches, Batches.Exists, Batches.NearestTo).ConvertAll(b => b[0] - '0');
        checks.Defined("counts_in_76", request.CountsIn76);
        var view = registers.View([nameof(ListRegionalProjects), .. request.Areas, "|", .. request.Batches, "|", .. request.CountsIn76.Select(c => $"{c}")], request.PageToken);
        var projects = queries.RegionalProjects(view).Where(p =>
            (areas.Count == 0 || areas.Contains(p.Area))
            && (batches.Count == 0 || Batches.Holds(p.Batch, batches))
            && (request.CountsIn76.Count == 0 || request.CountsIn76.Contains(p.CountsIn76))).ToList();
        var page = RegisterQueries.Page(view, projects, request.PageSize, p => [p.Source]);
        return Task.FromResult(new ListRegionalProjectsResponse
        {
            RegionalProjects = { page.Items },
            Releases = { page.Releases },
            NextPageToken = page.NextPageToken,
            DataVersion = page.DataVersion,
            Warnings = { checks.Warnings },
        });
    }

    /// <inheritdoc/>
    public override Task<GetRegionalProjectResponse> GetRegionalProject(GetRegionalProjectRequest request, ServerCallContext context)
    {
        var view = registers.View();
        var project = RegisterQueries.Find(queries.RegionalProjects(view), p => p.Id, request.Id);
        return Task.FromResult(new GetRegionalProjectResponse { RegionalProject = project, Releases = { view.Releases([project.Source]) }, DataVersion = view.DataVersion });
    }

    /// <inheritdoc/>
    public override Task<ListRegionalProjectCountsResponse> ListRegionalProjectCounts(ListRegionalProjectCountsRequest request, ServerCallContext context)
    {
        var view = registers.View([nameof(ListRegionalProjectCounts)], request.PageToken);
        var page = RegisterQueries.Page(view, queries.RegionalProjectCounts(view), request.PageSize, c => ObservationSources.Of(c.Stated));
        return Task.FromResult(new ListRegionalProjectCountsResponse
        {
            RegionalProjectCounts = { page.Items }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    private static IEnumerable<Source> Sources(NationalCenter center) => center.Hosts.Select(h => h.Source).Prepend(center.Source);
}
