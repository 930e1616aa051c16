using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.Server;

/// <summary>The stream of responses: each write waits until the client has room for more.</summary>
internal sealed class ResponseStream<T>(ServerCall call, Func<T, WriteOptions?, int> write) : IServerStreamWriter<T>
{
    // A hint to buffer is no leave to grow without bound.
    private const int LargestBuffer = 64 * 1024;

    private int buffered;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (message is null)
        {
            return Task.FromException(new ArgumentNullException(nameof(message)));
        }

        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            call.BeginWrite();
        }
        catch (Exception error)
        {
            return Task.FromException(error);
        }

        return WriteTaken(message, cancellationToken);
    }

    private Task WriteTaken(T message, CancellationToken cancellationToken)
    {
        try
        {
            var options = WriteOptions ?? call.WriteOptions;
            buffered += write(message, options);
            if ((options?.Flags & WriteFlags.BufferHint) == WriteFlags.BufferHint && buffered < LargestBuffer)
            {
                call.EndWrite();
                return Task.CompletedTask;
            }

            buffered = 0;
            var flush = call.Http.Response.BodyWriter.FlushAsync(cancellationToken);
            if (!flush.IsCompletedSuccessfully)
            {
                return call.PendingWrite = AwaitAsync(flush);
            }

            EnsureHeard(flush.Result);
            call.EndWrite();
            return Task.CompletedTask;
        }
        catch (Exception error)
        {
            call.EndWrite();
            return Task.FromException(error);
        }
    }

    private async Task AwaitAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            EnsureHeard(await flush);
        }
        finally
        {
            call.EndWrite();
        }
    }

    private static void EnsureHeard(FlushResult result)
    {
        if (result.IsCompleted)
        {
            throw new ClientGoneException("The client no longer listens.");
        }
    }
}
