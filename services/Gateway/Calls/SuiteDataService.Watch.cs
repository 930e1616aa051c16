using Grpc.Core;
using Indicators.Data.V1;

namespace Indicators.Gateway.Calls;

internal sealed partial class SuiteDataService
{
    /// <inheritdoc/>
    public override Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context) =>
        GrpcFailures.Guard(async () =>
        {
            await SuiteWatch.FollowAsync(suite, request, responseStream, context.CancellationToken);
            return true;
        });
}
