using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Store.Figures;

namespace Indicators.Store;

public sealed partial class DataGrpcService
{
    private readonly WatchQueries watch = new(store);

    /// <inheritdoc/>
    public override Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context) =>
        watch.FollowAsync(request, responseStream, context.CancellationToken);
}
