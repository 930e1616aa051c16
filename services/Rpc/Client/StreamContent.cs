using System.Net;

namespace Grpc.Client;

/// <summary>A body that stays open for the messages of a stream until it is completed or the call ends.</summary>
internal sealed class StreamContent : CallContent
{
    private readonly TaskCompletionSource<Stream> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Its continuation runs at once: the end of the stream is on its way before the caller can dispose the call.
    private readonly TaskCompletionSource completed = new();

    /// <summary>Where the messages go, once the headers are sent; cancelled if the call ends before that.</summary>
    public Task<Stream> Opened => opened.Task;

    public void Complete() => completed.TrySetResult();

    public override void Release()
    {
        opened.TrySetCanceled();
        completed.TrySetCanceled();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The server has to know of the call before there is a first message.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        opened.TrySetResult(stream);
        await completed.Task.ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
