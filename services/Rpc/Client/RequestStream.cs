using System.Buffers;
using Grpc.Core;

namespace Grpc.Client;

/// <summary>The requests of a streaming call. A write ends when the connection took the message: a full window holds it up.</summary>
internal sealed class RequestStream<T>(ClientCall call, StreamContent content, MessageWriter<T> writer, WriteOptions? options)
    : IClientStreamWriter<T>
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private int writing;
    private volatile bool completed;

    public WriteOptions? WriteOptions { get; set; } = options;

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        call.EnsureNotDisposed();
        using var registration = cancellationToken.UnsafeRegister(static state => ((ClientCall)state!).Cancel(), call);
        if (completed)
        {
            throw new InvalidOperationException("Request stream has already been completed.");
        }

        if (call.HasEnded)
        {
            throw call.Failure();
        }

        if (Interlocked.Exchange(ref writing, 1) == 1)
        {
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
        }

        try
        {
            await SendAsync(message).ConfigureAwait(false);
        }
        catch (Exception error) when (call.IsStopped(error))
        {
            throw await call.FailWriteAsync(error).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref writing, 0);
        }
    }

    public Task CompleteAsync()
    {
        call.EnsureNotDisposed();
        if (Volatile.Read(ref writing) == 1)
        {
            return Task.FromException(new InvalidOperationException(
                "Can't complete the client stream writer because the previous write is in progress."));
        }

        completed = true;
        content.Complete();
        return Task.CompletedTask;
    }

    private async ValueTask SendAsync(T message)
    {
        var body = await content.Opened.ConfigureAwait(false);
        buffer.ResetWrittenCount();
        writer.Write(buffer, message, WriteOptions);
        await body.WriteAsync(buffer.WrittenMemory, call.CancellationToken).ConfigureAwait(false);
        if (WriteOptions is null || !WriteOptions.Flags.HasFlag(WriteFlags.BufferHint))
        {
            await body.FlushAsync(call.CancellationToken).ConfigureAwait(false);
        }
    }
}
