using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Store.Publishing;

namespace Indicators.Store;

/// <summary>PublishService over the store; the host allows it on loopback only.</summary>
public sealed class PublishGrpcService(DataStore store) : PublishService.PublishServiceBase
{
    private readonly Publisher publisher = new(store);

    /// <inheritdoc/>
    public override Task<DefineIndicatorsResponse> DefineIndicators(DefineIndicatorsRequest request, ServerCallContext context) =>
        Task.FromResult(publisher.Define(request));

    /// <inheritdoc/>
    public override Task<StageReleaseResponse> StageRelease(StageReleaseRequest request, ServerCallContext context) =>
        Task.FromResult(publisher.Stage(request));

    /// <inheritdoc/>
    public override Task<ActivateReleaseResponse> ActivateRelease(ActivateReleaseRequest request, ServerCallContext context) =>
        Task.FromResult(new ActivateReleaseResponse { DataVersion = publisher.Activate(request.Id, request.ContentHash) });

    /// <inheritdoc/>
    public override Task<DiscardReleaseResponse> DiscardRelease(DiscardReleaseRequest request, ServerCallContext context)
    {
        publisher.Discard(request.Id);
        return Task.FromResult(new DiscardReleaseResponse());
    }
}
