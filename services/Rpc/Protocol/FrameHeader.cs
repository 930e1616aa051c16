using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace Grpc.Protocol;

/// <summary>
/// What received messages must keep to: the largest size in bytes (null is no limit), the stated grpc-encoding, the compressions that are known,
/// and the status of a message in another one (it differs between server and client).
/// </summary>
internal readonly record struct FrameRules(int? MaxSize, string? Encoding, Compressions Compressions, StatusCode Unsupported);

/// <summary>The five bytes in front of each message, checked.</summary>
/// <param name="Length">Bytes of the message behind them.</param>
/// <param name="IsCompressed">Whether those are compressed, in an encoding that is known.</param>
internal readonly record struct FrameHeader(int Length, bool IsCompressed)
{
    // What one array holds with these five bytes, where there is no limit.
    private static readonly int Largest = Array.MaxLength - GrpcProtocol.FrameHeaderSize;

    /// <summary>Reads the header; throws what the call has to end with.</summary>
    public static FrameHeader Read(ReadOnlySpan<byte> header, in FrameRules rules)
    {
        var isCompressed = IsFlagSet(header[0], rules);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        var limit = rules.MaxSize ?? Largest;
        if (length > (uint)limit)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, $"The received message has {length} bytes; the limit is {limit}."));
        }

        return new FrameHeader((int)length, isCompressed);
    }

    public static FrameHeader Read(in ReadOnlySequence<byte> buffer, in FrameRules rules)
    {
        if (buffer.FirstSpan.Length >= GrpcProtocol.FrameHeaderSize)
        {
            return Read(buffer.FirstSpan, rules);
        }

        Span<byte> header = stackalloc byte[GrpcProtocol.FrameHeaderSize];
        buffer.Slice(0, GrpcProtocol.FrameHeaderSize).CopyTo(header);
        return Read(header, rules);
    }

    public static RpcException Truncated() => new(new Status(StatusCode.Internal, "The message ends before its stated length."));

    private static bool IsFlagSet(byte flag, in FrameRules rules)
    {
        if (flag == 0)
        {
            return false;
        }

        if (flag != 1)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"The compressed flag is {flag}; it must be 0 or 1."));
        }

        if (string.IsNullOrEmpty(rules.Encoding) || rules.Encoding == GrpcProtocol.IdentityEncoding)
        {
            throw new RpcException(new Status(
                StatusCode.Internal, "The message is marked as compressed, but grpc-encoding names no compression."));
        }

        return rules.Compressions.TryFind(rules.Encoding, out _) ? true : throw Unknown(rules);
    }

    private static RpcException Unknown(in FrameRules rules)
    {
        var known = rules.Compressions.AcceptEncoding;
        return new RpcException(
            new Status(rules.Unsupported, $"grpc-encoding '{rules.Encoding}' is not supported; supported is '{known}'."),
            new Metadata { { GrpcProtocol.AcceptEncodingHeader, known } });
    }
}
