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
        if (opened.Task.IsCompleted)
        {
            throw new IOException("The server turned the call away after its stream had begun, and messages may be lost with it.");
        }

        // The server has to know of the call before there is a first message. Where that fails, the response tells why: this failure would hide it.
        var sent = stream.FlushAsync(cancellationToken);
        await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ = sent.IsCompletedSuccessfully ? opened.TrySetResult(stream) : opened.TrySetCanceled(CancellationToken.None);
        await completed.Task.ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
