using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace Grpc.Protocol;

/// <summary>
/// What received messages must keep to: the largest size in bytes (null is no limit), the stated grpc-encoding, and the status of a message
/// in an encoding that is not supported (it differs between server and client).
/// </summary>
internal readonly record struct FrameRules(int? MaxSize, string? Encoding, StatusCode Unsupported);

/// <summary>Reads and checks the five bytes in front of each message.</summary>
internal static class FrameHeader
{
    /// <summary>The length of the message behind the header; throws what the call has to end with.</summary>
    public static int ReadLength(ReadOnlySpan<byte> header, FrameRules rules)
    {
        EnsureUncompressed(header[0], rules);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (uint)(rules.MaxSize ?? int.MaxValue))
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, $"The received message has {length} bytes; the limit is {rules.MaxSize ?? int.MaxValue}."));
        }

        return (int)length;
    }

    public static int ReadLength(in ReadOnlySequence<byte> buffer, FrameRules rules)
    {
        if (buffer.FirstSpan.Length >= GrpcProtocol.FrameHeaderSize)
        {
            return ReadLength(buffer.FirstSpan, rules);
        }

        Span<byte> header = stackalloc byte[GrpcProtocol.FrameHeaderSize];
        buffer.Slice(0, GrpcProtocol.FrameHeaderSize).CopyTo(header);
        return ReadLength(header, rules);
    }

    public static RpcException Truncated() => new(new Status(StatusCode.Internal, "The message ends before its stated length."));

    private static void EnsureUncompressed(byte flag, FrameRules rules)
    {
        switch (flag)
        {
            case 0:
                return;
            case 1 when string.IsNullOrEmpty(rules.Encoding) || rules.Encoding == GrpcProtocol.IdentityEncoding:
                throw new RpcException(new Status(
                    StatusCode.Internal, "The message is marked as compressed, but grpc-encoding names no compression."));
            case 1:
                throw new RpcException(
                    new Status(
                        rules.Unsupported,
                        $"grpc-encoding '{rules.Encoding}' is not supported; supported is '{GrpcProtocol.IdentityEncoding}'."),
                    
                    new Metadata { { GrpcProtocol.AcceptEncodingHeader, GrpcProtocol.IdentityEncoding } });
            default:
                throw new RpcException(new Status(StatusCode.Internal, $"The compressed flag is {flag}; it must be 0 or 1."));
        }
    }
}
