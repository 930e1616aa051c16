using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Store.Figures;

namespace Indicators.Store;

public sealed partial class DataGrpcService
{
    private readonly HistoryQueries history = new(store);
    private readonly ChangeQueries changes = new(store);
    private readonly DisputeQueries disputes = new(store);

    /// <inheritdoc/>
    public override Task<GetObservationHistoryResponse> GetObservationHistory(GetObservationHistoryRequest request, ServerCallContext context) =>
        Task.FromResult(history.Of(request, context.CancellationToken));

    /// <inheritdoc/>
    public override Task<ListReleaseChangesResponse> ListReleaseChanges(ListReleaseChangesRequest request, ServerCallContext context) =>
        Task.FromResult(changes.OfRelease(request, context.CancellationToken));

    /// <inheritdoc/>
    public override Task<ListChangesResponse> ListChanges(ListChangesRequest request, ServerCallContext context) =>
        Task.FromResult(changes.Between(request, context.CancellationToken));

    /// <inheritdoc/>
    public override Task<ListDisputesResponse> ListDisputes(ListDisputesRequest request, ServerCallContext context) =>
        Task.FromResult(disputes.List(request, context.CancellationToken));
}
