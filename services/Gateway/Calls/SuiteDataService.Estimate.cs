using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Calls;

/// <summary>How much a selection holds.</summary>
internal sealed partial class SuiteDataService
{
    /// <inheritdoc/>
    public override Task<EstimateObservationsResponse> EstimateObservations(
        EstimateObservationsRequest request, ServerCallContext context) => GrpcFailures.Guard(async () =>
    {
        var asked = new QueryObservationsRequest { Selection = request.Selection };
        return (await SuiteEstimate.AskAsync(suite, asked, new RequestFaults(), context.CancellationToken)).Response;
    });
}
