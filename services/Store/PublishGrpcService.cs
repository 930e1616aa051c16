using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Store.Publishing;

namespace Indicators.Store;

/// <summary>PublishService over the store; the host allows it on loopback only.</summary>
public sealed class PublishGrpcService(DataStore store, StoreMetrics metrics) : PublishService.PublishServiceBase
{
    private readonly Publisher publisher = new(store);

    /// <inheritdoc/>
    public override Task<DefineIndicatorsResponse> DefineIndicators(DefineIndicatorsRequest request, ServerCallContext context) =>
        metrics.Count("define", () => publisher.Define(request), answer => answer.Faults.Count == 0);

    /// <inheritdoc/>
    public override Task<StageReleaseResponse> StageRelease(StageReleaseRequest request, ServerCallContext context) =>
        metrics.Count("stage", () => publisher.Stage(request), answer => answer.Faults.Count == 0);

    /// <inheritdoc/>
    public override Task<ActivateReleaseResponse> ActivateRelease(ActivateReleaseRequest request, ServerCallContext context) =>
        metrics.Count("activate", () => new ActivateReleaseResponse { DataVersion = publisher.Activate(request.Id, request.ContentHash) });

    /// <inheritdoc/>
    public override Task<DiscardReleaseResponse> DiscardRelease(DiscardReleaseRequest request, ServerCallContext context) =>
        metrics.Count("discard", () =>
        {
            publisher.Discard(request.Id);
            return new DiscardReleaseResponse();
        });
}
