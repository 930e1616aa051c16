using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;

namespace Indicators.Store.Figures;

/// <summary>Brings a copy up to date and keeps it so.</summary>
/// <param name="store">What is copied.</param>
/// <param name="most">Most items of a message.</param>
internal sealed class WatchQueries(DataStore store, int most = WatchQueries.UsualMost)
{
    private const int UsualMost = 500;

    /// <summary>Sends what a copy lacks since its cursor, then every change as it is stored, and a message without content where there is none for long.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT naming the field.</exception>
    public async Task FollowAsync(WatchRequest request, IServerStreamWriter<WatchResponse> reader, CancellationToken cancellation)
    {
        var heartbeat = RequestChecks.Heartbeat(request.HeartbeatSeconds, Errors.Throw);
        var queryKey = PageToken.QueryKey(["watch", .. Sorted(request.Indicators), "|", .. Sorted(request.Areas)]);
        var at = WatchCursor.Read(request.Cursor, queryKey, store.Current);
        for (var isFirst = true; ; isFirst = false)
        {
            var change = store.Changes.Next;
            var snapshot = store.Current;
            at = await BringAsync(new WatchWalk(store, snapshot, request, queryKey, at.Towards(snapshot.Sequence), most), isFirst, reader, cancellation);
            if (at.To < snapshot.Sequence)
            {
                continue;
            }

            if (request.EndWhenCurrent && at.To == store.Current.Sequence)
            {
                return;
            }

            await store.Changes.WaitAsync(change, heartbeat, cancellation);
        }
    }

    private static async Task<WatchCursor> BringAsync(WatchWalk walk, bool isFirst, IServerStreamWriter<WatchResponse> reader, CancellationToken cancellation)
    {
        do
        {
            var message = walk.Next(cancellation);
            if (isFirst)
            {
                message.Warnings.AddRange(walk.Warnings);
                isFirst = false;
            }

            await reader.WriteAsync(message, cancellation);
        }
        while (!walk.At.IsWhole);
        return walk.At;
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> codes) => codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
