using Grpc.Core;
using Indicators.KeySpecialties.V1;
using Indicators.Store.Figures;
using Indicators.Store.Registers;

namespace Indicators.KeySpecialties;

/// <summary>KeySpecialtyService: check, query, answer.</summary>
public sealed class KeySpecialtyGrpcService : KeySpecialtyService.KeySpecialtyServiceBase
{
    private readonly ObservationQueries observations;
    private readonly RegisterQueries registers;
    private readonly KeySpecialtyQueries queries;

    /// <summary>Made by the host, once.</summary>
    public KeySpecialtyGrpcService(IServiceProvider services)
    {
        observations = services.GetRequiredService<ObservationQueries>();
        registers = services.GetRequiredService<RegisterQueries>();
        queries = services.GetRequiredService<KeySpecialtyQueries>();
    }

    /// <inheritdoc/>
    public override Task<ListProjectsResponse> ListProjects(ListProjectsRequest request, ServerCallContext context)
    {
        var page = observations.List(KeySpecialtyQueries.Projects, request.PageSize, request.PageToken);
        return Task.FromResult(new ListProjectsResponse
        {
            Observations = { page.Observations }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<ListFundingResponse> ListFunding(ListFundingRequest request, ServerCallContext context)
    {
        var page = observations.List(KeySpecialtyQueries.Funding, request.PageSize, request.PageToken);
        return Task.FromResult(new ListFundingResponse
        {
            Observations = { page.Observations }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<ListPrioritySpecialtiesResponse> ListPrioritySpecialties(ListPrioritySpecialtiesRequest request, ServerCallContext context)
    {
        var view = registers.View([nameof(ListPrioritySpecialties)], request.PageToken);
        var page = RegisterQueries.Page(view, queries.PrioritySpecialties(view), request.PageSize, s => [s.Source]);
        return Task.FromResult(new ListPrioritySpecialtiesResponse
        {
            PrioritySpecialties = { page.Items }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<GetPrioritySpecialtyResponse> GetPrioritySpecialty(GetPrioritySpecialtyRequest request, ServerCallContext context)
    {
        var view = registers.View();
        var specialty = RegisterQueries.Find(queries.PrioritySpecialties(view), s => s.Id, request.Id);
        return Task.FromResult(new GetPrioritySpecialtyResponse { PrioritySpecialty = specialty, Releases = { view.Releases([specialty.Source]) }, DataVersion = view.DataVersion });
    }
}
