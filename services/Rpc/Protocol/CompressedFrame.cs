using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Protocol;

/// <summary>How the messages that are sent are compressed.</summary>
internal sealed record MessageCompression(ICompressionProvider Provider, CompressionLevel? Level);

/// <summary>Writes one framed message compressed. The limit holds for the message as it was before.</summary>
internal static class CompressedFrame
{
    /// <summary>Writes the message with its frame header and returns the number of bytes written.</summary>
    public static int Write<T>(
        IBufferWriter<byte> target, T message, Action<T, SerializationContext> serialize, int? maxSize, MessageCompression compression)
    {
        using var plain = new PooledBuffer();
        FrameWriter.Write(plain, message, serialize, maxSize);
        if (plain.Written.Length == GrpcProtocol.FrameHeaderSize)
        {
            // A gzip stream that nothing was written to is empty and no gzip; a message may always go as it is.
            target.Write(plain.Written.Span);
            return plain.Written.Length;
        }

        using var packed = new PooledBuffer();
        using (var stream = compression.Provider.CreateCompressionStream(packed, compression.Level))
        {
            stream.Write(plain.Written.Span[GrpcProtocol.FrameHeaderSize..]);
        }

        var payload = packed.Written.Span;
        var frame = target.GetSpan(GrpcProtocol.FrameHeaderSize + payload.Length);
        frame[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(frame[1..], payload.Length);
        payload.CopyTo(frame[GrpcProtocol.FrameHeaderSize..]);
        target.Advance(GrpcProtocol.FrameHeaderSize + payload.Length);
        return GrpcProtocol.FrameHeaderSize + payload.Length;
    }
}
