using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace Grpc.Protocol;

/// <summary>Reads and checks the five bytes in front of each message.</summary>
internal static class FrameHeader
{
    /// <summary>The length of the message behind the header; throws what the call has to end with.</summary>
    public static int ReadLength(ReadOnlySpan<byte> header, int? maxSize, string? encoding)
    {
        EnsureUncompressed(header[0], encoding);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (uint)(maxSize ?? int.MaxValue))
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, $"The received message has {length} bytes; the limit is {maxSize ?? int.MaxValue}."));
        }

        return (int)length;
    }

    public static int ReadLength(in ReadOnlySequence<byte> buffer, int? maxSize, string? encoding)
    {
        if (buffer.FirstSpan.Length >= GrpcProtocol.FrameHeaderSize)
        {
            return ReadLength(buffer.FirstSpan, maxSize, encoding);
        }

        Span<byte> header = stackalloc byte[GrpcProtocol.FrameHeaderSize];
        buffer.Slice(0, GrpcProtocol.FrameHeaderSize).CopyTo(header);
        return ReadLength(header, maxSize, encoding);
    }

    public static RpcException Truncated() => new(new Status(StatusCode.Internal, "The message ends before its stated length."));

    private static void EnsureUncompressed(byte flag, string? encoding)
    {
        switch (flag)
        {
            case 0:
                return;
            case 1 when string.IsNullOrEmpty(encoding) || encoding == GrpcProtocol.IdentityEncoding:
                throw new RpcException(new Status(StatusCode.Internal, "The message is marked as compressed, but grpc-encoding names no compression."));
            case 1:
                throw new RpcException(new Status(
                    StatusCode.Unimplemented, $"grpc-encoding '{encoding}' is not supported; supported is '{GrpcProtocol.IdentityEncoding}'."));
            default:
                throw new RpcException(new Status(StatusCode.Internal, $"The compressed flag is {flag}; it must be 0 or 1."));
        }
    }
}
