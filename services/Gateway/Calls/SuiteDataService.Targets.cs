using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Calls;

internal sealed partial class SuiteDataService
{
    /// <inheritdoc/>
    public override Task<ListTargetsResponse> ListTargets(ListTargetsRequest request, ServerCallContext context) =>
        GrpcFailures.Guard(
            async () => (await SuiteTargets.ListAsync(suite, request, new RequestFaults(), context.CancellationToken)).Response);

    /// <inheritdoc/>
    public override Task<VerifyFiguresResponse> VerifyFigures(
        VerifyFiguresRequest request, ServerCallContext context) => GrpcFailures.Guard(
        async () => (await SuiteVerification.VerifyAsync(suite, request.Claims, i => $"claims[{i}].", new RequestFaults(), context.CancellationToken)).Response);
}
