using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Publishing;
using Microsoft.Data.Sqlite;

namespace Indicators.Store;

/// <summary>PublishService over the store; the host allows it on loopback only.</summary>
public sealed class PublishGrpcService(DataStore store, StoreMetrics metrics) : PublishService.PublishServiceBase
{
    private readonly Publisher publisher = new(store);

    /// <inheritdoc/>
    public override Task<DefineIndicatorsResponse> DefineIndicators(DefineIndicatorsRequest request, ServerCallContext context) =>
        metrics.Count("define", () => Write(() => publisher.Define(request)), answer => answer.Faults.Count == 0);

    /// <inheritdoc/>
    public override Task<StageReleaseResponse> StageRelease(StageReleaseRequest request, ServerCallContext context) =>
        metrics.Count("stage", () => Write(() => publisher.Stage(request)), answer => answer.Faults.Count == 0);

    /// <inheritdoc/>
    public override Task<ActivateReleaseResponse> ActivateRelease(ActivateReleaseRequest request, ServerCallContext context) =>
        metrics.Count("activate", () => Write(
            () => new ActivateReleaseResponse { DataVersion = publisher.Activate(request.Id, request.ContentHash) }));

    /// <inheritdoc/>
    public override Task<DiscardReleaseResponse> DiscardRelease(DiscardReleaseRequest request, ServerCallContext context) =>
        metrics.Count("discard", () =>
        {
            publisher.Discard(request.Id);
            return new DiscardReleaseResponse();
        });

    // A full disk takes nothing in and gives out all that it holds: whoever publishes has to know, and nobody else.
    private static T Write<T>(Func<T> write)
    {
        const int Full = 13;
        try
        {
            return write();
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == Full)
        {
            throw Errors.Create(
                StatusCode.ResourceExhausted, "disk_full", "data", "",
                new() { Zh = "数据所在的磁盘已满，没有存入任何内容。", En = "The disk of the data folder is full; nothing was stored." });
        }
    }
}
