using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Calls;

internal sealed partial class SuiteDataService
{
    /// <inheritdoc/>
    public override Task<GetAvailabilityResponse> GetAvailability(
        GetAvailabilityRequest request, ServerCallContext context) => GrpcFailures.Guard(async () =>
        (await SuiteAvailability.ReadAsync(suite, request, new RequestFaults(), context.CancellationToken)).Response);
}
