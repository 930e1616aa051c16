using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Store.Figures;

namespace Indicators.Store;

/// <summary>How much a selection holds.</summary>
public sealed partial class DataGrpcService
{
    /// <inheritdoc/>
    public override Task<EstimateObservationsResponse> EstimateObservations(EstimateObservationsRequest request, ServerCallContext context) =>
        Task.FromResult(Estimates.Count(store, request.Selection ?? new(), context.CancellationToken));
}
