using Grpc.Core;
using Indicators.Contracts;
using Indicators.Contracts.Encoded;
using Indicators.Data.V1;
using Indicators.Store.Figures;

namespace Indicators.Store;

/// <summary>IndicatorDataService over the store: the same for every service.</summary>
public sealed partial class DataGrpcService(
    DataStore store, ObservationQueries observations, CatalogQueries catalog, AvailabilityQueries availability) : EncodedDataService.EncodedDataServiceBase
{
    private const int StreamPage = 500;

    /// <inheritdoc/>
    public override Task<ListIndicatorsResponse> ListIndicators(ListIndicatorsRequest request, ServerCallContext context) =>
        Task.FromResult(catalog.Indicators(request));

    /// <inheritdoc/>
    public override Task<EncodedIndicator> GetIndicator(GetIndicatorRequest request, ServerCallContext context)
    {
        var snapshot = store.Current;
        return snapshot.IndicatorsByCode.TryGetValue(request.Code, out var indicator)
            ? Task.FromResult(new EncodedIndicator
            {
                Indicator = snapshot.Encoded(indicator),
                DataVersion = snapshot.DataVersion,
                Profile = request.IncludeProfile ? IndicatorProfiles.Read(store, snapshot, indicator.Code, context.CancellationToken) : null,
            })
            : throw Errors.NotFound("code", request.Code, Nearest.To(request.Code, snapshot.IndicatorsByCode.Keys));
    }

    /// <inheritdoc/>
    public override Task<ListSeriesResponse> ListSeries(ListSeriesRequest request, ServerCallContext context) => Task.FromResult(catalog.Series(request, context.CancellationToken));

    /// <inheritdoc/>
    public override Task<EncodedPage> QueryObservations(QueryObservationsRequest request, ServerCallContext context) =>
        Task.FromResult(Query(request, context.CancellationToken));

    /// <inheritdoc/>
    public override Task<EncodedBatch> BatchQueryObservations(BatchQueryObservationsRequest request, ServerCallContext context)
    {
        RequestChecks.BatchSize(request);
        var response = new EncodedBatch();
        foreach (var one in request.Requests)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            try
            {
                response.Results.Add(new EncodedResult { Page = Query(one, context.CancellationToken) });
            }
            catch (RpcException refused)
            {
                response.Results.Add(new EncodedResult { Failure = Errors.ToFailure(refused) });
            }
        }

        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override async Task StreamObservations(
        StreamObservationsRequest request, IServerStreamWriter<StreamObservationsResponse> responseStream, ServerCallContext context)
    {
        // Each message is a page of its own, so that a slow reader holds no database snapshot; nor does it hold the page, which is bytes by then.
        var token = "";
        do
        {
            await responseStream.WriteAsync(NextPage(request.Selection ?? new(), ref token, context.CancellationToken), context.CancellationToken);
        }
        while (token.Length > 0);
    }

    /// <inheritdoc/>
    public override Task<ListReleasesResponse> ListReleases(ListReleasesRequest request, ServerCallContext context) => Task.FromResult(catalog.Releases(request));

    /// <inheritdoc/>
    public override Task<GetReleaseResponse> GetRelease(GetReleaseRequest request, ServerCallContext context)
    {
        var snapshot = store.Current;
        return snapshot.ReleasesById.TryGetValue(request.Id, out var found)
            ? Task.FromResult(new GetReleaseResponse { Release = found.Release, DataVersion = snapshot.DataVersion })
            : throw Errors.NotFound("id", request.Id, Nearest.To(request.Id, snapshot.ReleasesById.Keys));
    }

    /// <inheritdoc/>
    public override Task<GetDataVersionResponse> GetDataVersion(GetDataVersionRequest request, ServerCallContext context)
    {
        var snapshot = store.Current;
        return Task.FromResult(new GetDataVersionResponse
        {
            DataVersion = snapshot.DataVersion, Sequence = snapshot.Sequence, ReleaseCount = snapshot.NewestFirst.Count, ChangedAt = snapshot.ChangedAt,
        });
    }

    private StreamObservationsResponse NextPage(ObservationSelection selection, ref string token, CancellationToken cancellation)
    {
        var page = observations.Page(selection, StreamPage, token, cancellation: cancellation);
        var message = new StreamObservationsResponse { DataVersion = page.DataVersion };
        message.Observations.AddRange(page.Observations);
        message.Releases.AddRange(page.Releases);
        if (token.Length == 0)
        {
            message.Warnings.AddRange(page.Warnings);
        }

        token = page.NextPageToken;
        return message;
    }

    private EncodedPage Query(QueryObservationsRequest request, CancellationToken cancellation) => observations
        .Page(request.Selection ?? new(), request.PageSize, request.PageToken, request.Offset, cancellation).Encode(request.OmitReleases);
}
