using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Store.Targets;

namespace Indicators.Store;

public sealed partial class DataGrpcService
{
    private readonly TargetQueries targets = new(store);

    /// <inheritdoc/>
    public override Task<ListTargetsResponse> ListTargets(ListTargetsRequest request, ServerCallContext context) =>
        Task.FromResult(targets.Page(request, context.CancellationToken));
}
