using Grpc.Core;
using Indicators.CountyHospitals.V1;
using Indicators.Store.Figures;
using Indicators.Store.Registers;

namespace Indicators.CountyHospitals;

/// <summary>CountyHospitalService: check, query, answer.</summary>
public sealed class CountyHospitalGrpcService : CountyHospitalService.CountyHospitalServiceBase
{
    private readonly ObservationQueries observations;
    private readonly RegisterQueries registers;
    private readonly CountyHospitalQueries queries;

    /// <summary>Made by the host, once.</summary>
    public CountyHospitalGrpcService(IServiceProvider services)
    {
        observations = services.GetRequiredService<ObservationQueries>();
        registers = services.GetRequiredService<RegisterQueries>();
        queries = services.GetRequiredService<CountyHospitalQueries>();
    }

    /// <inheritdoc/>
    public override Task<ListCapabilityResponse> ListCapability(ListCapabilityRequest request, ServerCallContext context)
    {
        var page = observations.List(CountyHospitalQueries.Capability, request.PageSize, request.PageToken);
        return Task.FromResult(new ListCapabilityResponse
        {
            Observations = { page.Observations }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<ListTargetsResponse> ListTargets(ListTargetsRequest request, ServerCallContext context)
    {
        var page = observations.List(CountyHospitalQueries.Targets, request.PageSize, request.PageToken);
        return Task.FromResult(new ListTargetsResponse
        {
            Observations = { page.Observations }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<ListThousandCountiesResponse> ListThousandCounties(ListThousandCountiesRequest request, ServerCallContext context)
    {
        var page = observations.List(CountyHospitalQueries.ThousandCounties, request.PageSize, request.PageToken);
        return Task.FromResult(new ListThousandCountiesResponse
        {
            Observations = { page.Observations }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<ListCentersResponse> ListCenters(ListCentersRequest request, ServerCallContext context)
    {
        var view = registers.View([nameof(ListCenters)], request.PageToken);
        var page = RegisterQueries.Page(view, queries.Centers(view), request.PageSize, c => [c.Source]);
        return Task.FromResult(new ListCentersResponse
        {
            Centers = { page.Items }, Releases = { page.Releases }, NextPageToken = page.NextPageToken, DataVersion = page.DataVersion,
        });
    }

    /// <inheritdoc/>
    public override Task<GetCenterResponse> GetCenter(GetCenterRequest request, ServerCallContext context)
    {
        var view = registers.View();
        var center = RegisterQueries.Find(queries.Centers(view), c => c.Id, request.Id);
        return Task.FromResult(new GetCenterResponse { Center = center, Releases = { view.Releases([center.Source]) }, DataVersion = view.DataVersion });
    }
}
