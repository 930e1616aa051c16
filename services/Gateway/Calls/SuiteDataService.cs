using Google.Protobuf;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.Contracts.Encoded;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Calls;

/// <summary>IndicatorDataService over the whole suite.</summary>
internal sealed partial class SuiteDataService(Suite suite) : EncodedDataService.EncodedDataServiceBase
{
    /// <inheritdoc/>
    public override Task<ListIndicatorsResponse> ListIndicators(
        ListIndicatorsRequest request, ServerCallContext context) => GrpcFailures.Guard(() =>
    {
        var (state, faults) = (suite.Versions.Current, new RequestFaults());
        var size = SuiteFigures.Size(request.PageSize, faults);
        var (items, next) = SuiteLists.Page(
            state.Catalog.Indicators, i => i.Indicator.Code, new ListIndicatorsRequest(), size, request.PageToken, faults);
        return ValueTask.FromResult(new ListIndicatorsResponse
        {
            Indicators = { items.Select(i => i.Indicator) },
            NextPageToken = next,
            DataVersion = state.Versions.Text,
            Unavailable = { SuiteLists.Down(state) },
        });
    });

    /// <inheritdoc/>
    public override Task<EncodedIndicator> GetIndicator(
        GetIndicatorRequest request, ServerCallContext context) => GrpcFailures.Guard(async () =>
    {
        var state = suite.Versions.Current;
        if (!state.Catalog.IndicatorsByCode.TryGetValue(request.Code, out var found))
        {
            throw Unknown(state, "code", request.Code, state.Catalog.IndicatorHint(request.Code));
        }

        if (!request.IncludeProfile)
        {
            var isUp = state.Versions[found.Service].Length > 0;
            return new EncodedIndicator
            {
                Indicator = found.Encoded, DataVersion = state.Versions.Text, Unavailable = { isUp ? [] : new[] { ServiceOrder.Names[found.Service] } },
            };
        }

        var answer = await SuiteProfiles.ReadAsync(suite, state, found, context.CancellationToken);
        return new EncodedIndicator
        {
            Indicator = answer.Indicator.ToByteString(),
            DataVersion = answer.Profile is null ? state.Versions.Text : state.Versions.With(found.Service, answer.DataVersion).Text,
            Unavailable = { answer.Unavailable },
            Profile = answer.Profile,
        };
    });

    /// <inheritdoc/>
    public override Task<ListSeriesResponse> ListSeries(ListSeriesRequest request, ServerCallContext context) =>
        GrpcFailures.Guard(() => SuiteSeries.ListAsync(suite, request, context.CancellationToken));

    /// <inheritdoc/>
    public override Task<EncodedPage> QueryObservations(QueryObservationsRequest request, ServerCallContext context) =>
        GrpcFailures.Guard(async () => (await suite.Figures.QueryAsync(request, new RequestFaults(), context.CancellationToken)).Encoded);

    /// <inheritdoc/>
    public override async Task<EncodedBatch> BatchQueryObservations(
        BatchQueryObservationsRequest request, ServerCallContext context)
    {
        RequestChecks.BatchSize(request);
        var results = await Task.WhenAll(request.Requests.Select(one => ResultAsync(one, context)));
        return new EncodedBatch { Results = { results } };
    }

    /// <inheritdoc/>
    public override Task StreamObservations(
        StreamObservationsRequest request, IServerStreamWriter<StreamObservationsResponse> responseStream, ServerCallContext context) =>
        GrpcFailures.Guard(async () =>
        {
            var stream = await SuiteStream.OpenAsync(suite, request.Selection ?? new(), new RequestFaults(), context.CancellationToken);
            await stream.CopyAsync(responseStream, context.CancellationToken);
            return true;
        });

    /// <inheritdoc/>
    public override Task<ListReleasesResponse> ListReleases(
        ListReleasesRequest request, ServerCallContext context) => GrpcFailures.Guard(() =>
    {
        var (state, faults) = (suite.Versions.Current, new RequestFaults());
        var size = SuiteFigures.Size(request.PageSize, faults);
        var (items, next) = SuiteLists.Page(
            state.Catalog.Releases, r => r.Release.Id, new ListReleasesRequest(), size, request.PageToken, faults);
        return ValueTask.FromResult(new ListReleasesResponse
        {
            Releases = { items.Select(r => r.Release) },
            NextPageToken = next,
            DataVersion = state.Versions.Text,
            Unavailable = { SuiteLists.Down(state) },
        });
    });

    /// <inheritdoc/>
    public override Task<GetReleaseResponse> GetRelease(GetReleaseRequest request, ServerCallContext context) => GrpcFailures.Guard(() =>
    {
        var state = suite.Versions.Current;
        return state.Catalog.ReleasesById.TryGetValue(request.Id, out var found)
            ? ValueTask.FromResult(new GetReleaseResponse
            {
                Release = found.Release, DataVersion = state.Versions.Text, Unavailable = { SuiteLists.Down(state, found) },
            })
            : throw Unknown(state, "id", request.Id, Nearest.To(request.Id, state.Catalog.ReleasesById.Keys));
    });

    /// <inheritdoc/>
    public override Task<GetDataVersionResponse> GetDataVersion(GetDataVersionRequest request, ServerCallContext context)
    {
        var state = suite.Versions.Current;
        return Task.FromResult(new GetDataVersionResponse
        {
            DataVersion = state.Versions.Text, Sequence = state.Versions.Total, ReleaseCount = state.Catalog.Releases.Length, ChangedAt = state.ChangedAt,
        });
    }

    private async Task<EncodedResult> ResultAsync(QueryObservationsRequest request, ServerCallContext context)
    {
        try
        {
            return new EncodedResult { Page = await QueryObservations(request, context) };
        }
        catch (RpcException refused)
        {
            return new EncodedResult { Failure = Errors.ToFailure(refused) };
        }
    }

    // Without every catalog it cannot be told whether a code exists.
    private static Exception Unknown(SuiteState state, string field, string value, string hint) =>
        state.Catalog.IsComplete ? Errors.NotFound(field, value, hint) : new UpstreamDownException(state.Catalog.Missing.First());
}
