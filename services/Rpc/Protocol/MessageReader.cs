using System.Buffers;
using Grpc.Core;

namespace Grpc.Protocol;

/// <summary>Hands one received message to its marshaller without copying it.</summary>
internal sealed class MessageReader : DeserializationContext
{
    [ThreadStatic]
    private static MessageReader? cached;

    private ReadOnlySequence<byte> payload;

    public override int PayloadLength => (int)payload.Length;

    /// <summary>The message behind a frame header, decompressed where that says so; bytes that are no message become INTERNAL.</summary>
    public static T Read<T>(in ReadOnlySequence<byte> payload, FrameHeader header, in FrameRules rules, Func<DeserializationContext, T> deserialize)
    {
        return header.IsCompressed ? ReadCompressed(payload, rules, deserialize) : Read(payload, deserialize);
    }

    private static T ReadCompressed<T>(in ReadOnlySequence<byte> payload, in FrameRules rules, Func<DeserializationContext, T> deserialize)
    {
        rules.Compressions.TryFind(rules.Encoding, out var provider);
        try
        {
            using var inflated = Inflation.Inflate(payload, provider!, rules.MaxSize);
            return Read(new ReadOnlySequence<byte>(inflated.Written), deserialize);
        }
        catch (InvalidDataException error)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"The received bytes are not {rules.Encoding}.", error));
        }
    }

    private static T Read<T>(in ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserialize)
    {
        var reader = cached ?? new MessageReader();
        cached = null;
        try
        {
            reader.payload = payload;
            return deserialize(reader);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw new RpcException(new Status(
                StatusCode.Internal, "The received bytes are not a valid message of the expected type.", error));
        }
        finally
        {
            reader.payload = default;
            cached = reader;
        }
    }

    public override byte[] PayloadAsNewBuffer() => payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => payload;
}
