using Grpc.Core;
using Indicators.Contracts;
using Indicators.HealthResources.V1;
using Indicators.Store.Figures;
using Indicators.Store.Registers;

namespace Indicators.HealthResources;

/// <summary>HealthResourceService: check, query, answer.</summary>
public sealed class HealthResourceGrpcService : HealthResourceService.HealthResourceServiceBase
{
    private readonly RegisterQueries registers;
    private readonly HealthResourceQueries queries;

    /// <summary>Made by the host, once.</summary>
    public HealthResourceGrpcService(IServiceProvider services)
    {
        registers = services.GetRequiredService<RegisterQueries>();
        queries = services.GetRequiredService<HealthResourceQueries>();
    }

    /// <inheritdoc/>
    public override Task<ListLatestResourcesResponse> ListLatestResources(ListLatestResourcesRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var areas = checks.Areas(request.Areas);
        var view = registers.View([nameof(ListLatestResources), .. request.Areas], request.PageToken);
        var page = RegisterQueries.Page(view, queries.Latest(view, areas), request.PageSize, ObservationSources.Of);
        return Task.FromResult(new ListLatestResourcesResponse
        {
            Observations = { page.Items }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion, Warnings = { checks.Warnings },
        });
    }
}
