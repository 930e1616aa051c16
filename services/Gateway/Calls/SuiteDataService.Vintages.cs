using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Calls;

internal sealed partial class SuiteDataService
{
    /// <inheritdoc/>
    public override Task<GetObservationHistoryResponse> GetObservationHistory(
        GetObservationHistoryRequest request, ServerCallContext context) =>
        GrpcFailures.Guard(
            async () => (await SuiteVintages.HistoryAsync(suite, request, new RequestFaults(), context.CancellationToken)).Response);

    /// <inheritdoc/>
    public override Task<ListReleaseChangesResponse> ListReleaseChanges(ListReleaseChangesRequest request, ServerCallContext context) =>
        GrpcFailures.Guard(
            async () => (await SuiteVintages.OfReleaseAsync(suite, request, new RequestFaults(), context.CancellationToken)).Response);

    /// <inheritdoc/>
    public override Task<ListChangesResponse> ListChanges(ListChangesRequest request, ServerCallContext context) =>
        GrpcFailures.Guard(
            async () => (await SuiteChanges.ListAsync(suite, request, new RequestFaults(), context.CancellationToken)).Response);

    /// <inheritdoc/>
    public override Task<ListDisputesResponse> ListDisputes(ListDisputesRequest request, ServerCallContext context) =>
        GrpcFailures.Guard(
            async () => (await SuiteVintages.DisputesAsync(suite, request, new RequestFaults(), context.CancellationToken)).Response);
}
