using Grpc.Core;
using Indicators.Data.V1;

namespace Indicators.Store;

public sealed partial class DataGrpcService
{
    /// <inheritdoc/>
    public override Task<GetAvailabilityResponse> GetAvailability(GetAvailabilityRequest request, ServerCallContext context) =>
        Task.FromResult(availability.Of(request, context.CancellationToken));
}
