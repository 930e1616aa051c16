using System.Buffers;
using System.Net;
using Grpc.Core;

namespace Grpc.Client;

/// <summary>A request's single message, framed and serialized once into a pooled buffer.</summary>
internal sealed class RequestContent : CallContent, IBufferWriter<byte>
{
    private const int SmallestBuffer = 256;

    private byte[] buffer = [];
    private int length;
    private int sending;

    public static RequestContent Create<T>(T message, MessageWriter<T> writer, WriteOptions? options)
    {
        var content = new RequestContent();
        writer.Write(content, message, options);
        return content;
    }

    /// <summary>Gives the buffer back unless it is still being sent: an answer may overtake its request.</summary>
    public override void Release()
    {
        if (Interlocked.CompareExchange(ref sending, int.MinValue, 0) == 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }

    void IBufferWriter<byte>.Advance(int count) => length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => Rent(sizeHint);

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Rent(sizeHint);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref sending) < 0)
        {
            throw new OperationCanceledException("The call has ended.");
        }

        await stream.WriteAsync(buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        Interlocked.Decrement(ref sending);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = this.length;
        return true;
    }

    // FrameWriter asks once, for the whole frame.
    private byte[] Rent(int size) => buffer = ArrayPool<byte>.Shared.Rent(Math.Max(size, SmallestBuffer));
}
