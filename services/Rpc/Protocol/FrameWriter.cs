using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace Grpc.Protocol;

/// <summary>
/// Writes one framed message. A marshaller that states its length first serializes straight into the target's memory; nothing is
/// committed before the message is whole, so a marshaller that fails leaves no half frame behind.
/// </summary>
internal sealed class FrameWriter : SerializationContext, IBufferWriter<byte>
{
    [ThreadStatic]
    private static FrameWriter? cached;

    private IBufferWriter<byte>? target;
    private int? maxSize;
    private Memory<byte> frame;
    private int written;
    private int declared = -1;
    private ArrayBufferWriter<byte>? loose;
    private bool complete;

    /// <summary>Writes the message with its frame header and returns the number of bytes written.</summary>
    public static int Write<T>(IBufferWriter<byte> target, T message, Action<T, SerializationContext> serialize, int? maxSize)
    {
        var writer = cached ?? new FrameWriter();
        cached = null;
        try
        {
            writer.target = target;
            writer.maxSize = maxSize;
            serialize(message, writer);
            return writer.Commit();
        }
        finally
        {
            writer.Reset();
            cached = writer;
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(payloadLength);
        EnsureSize(payloadLength);
        declared = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (declared >= 0)
        {
            frame = target!.GetMemory(GrpcProtocol.FrameHeaderSize + declared);
            return this;
        }

        return loose ??= new ArrayBufferWriter<byte>();
    }

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        SetPayloadLength(payload.Length);
        GetBufferWriter().Write(payload);
        complete = true;
    }

    public override void Complete() => complete = true;

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => Rest(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => Rest(sizeHint).Span;

    private Memory<byte> Rest(int sizeHint)
    {
        var rest = frame[(GrpcProtocol.FrameHeaderSize + written)..];
        return rest.Length >= Math.Max(sizeHint, 1)
            ? rest
            : throw new InvalidOperationException($"The message is longer than the {declared} bytes that its marshaller declared.");
    }

    private int Commit()
    {
        if (!complete)
        {
            throw new InvalidOperationException("The marshaller did not complete the message.");
        }

        if (loose is { } collected)
        {
            loose = null;
            SetPayloadLength(collected.WrittenCount);
            GetBufferWriter();
            collected.WrittenSpan.CopyTo(frame.Span[GrpcProtocol.FrameHeaderSize..]);
            written = collected.WrittenCount;
        }
        else if (declared == 0 && frame.IsEmpty)
        {
            GetBufferWriter();
        }

        if (written != declared)
        {
            throw new InvalidOperationException($"The marshaller declared {declared} bytes and wrote {written}.");
        }

        var header = frame.Span;
        header[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], written);
        target!.Advance(GrpcProtocol.FrameHeaderSize + written);
        return GrpcProtocol.FrameHeaderSize + written;
    }

    private void EnsureSize(int length)
    {
        if (length > maxSize)
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, $"The message to send has {length} bytes; the limit is {maxSize}."));
        }
    }

    private void Reset()
    {
        (target, frame, loose, complete, written, declared) = (null, default, null, false, 0, -1);
    }
}
