using System.Threading.Channels;
using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Testing;

namespace Indicators.Store.Tests;

/// <summary>The reader of a watch, in the place of the connection: it takes each message, or breaks off before it is stored.</summary>
internal sealed class Watcher(Func<WatchResponse, Task> take) : IServerStreamWriter<WatchResponse>
{
    public WriteOptions? WriteOptions { get; set; }

    /// <summary>A watch that goes on, its messages in a channel.</summary>
    public static (Task Ended, ChannelReader<WatchResponse> Messages) Open(DataStore store, WatchRequest request, CancellationToken cancellation)
    {
        var messages = Channel.CreateUnbounded<WatchResponse>();
        return (new WatchQueries(store).FollowAsync(request, new Watcher(message => messages.Writer.WriteAsync(message).AsTask()), cancellation), messages.Reader);
    }

    /// <summary>Brings a copy up to date, or as far as some messages do.</summary>
    public static async Task<List<WatchResponse>> BringAsync(
        DataStore store, WatchedCopy copy, int messages = int.MaxValue, int most = 500, WatchRequest? filter = null)
    {
        var request = new WatchRequest(filter ?? new()) { Cursor = copy.Cursor, EndWhenCurrent = true };
        var taken = new List<WatchResponse>();
        var reader = new Watcher(message =>
        {
            if (taken.Count == messages)
            {
                return Task.FromException(new OperationCanceledException());
            }

            // As it would arrive: what is applied is no object of the store.
            taken.Add(message.Clone());
            copy.Apply(taken[^1]);
            return Task.CompletedTask;
        });
        try
        {
            await new WatchQueries(store, most).FollowAsync(request, reader, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(messages, taken.Count);
        }

        return taken;
    }

    public Task WriteAsync(WatchResponse message) => take(message);

    public Task WriteAsync(WatchResponse message, CancellationToken cancellationToken) => take(message);
}
