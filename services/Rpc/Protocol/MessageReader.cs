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

    /// <summary>The message; bytes that are none become INTERNAL.</summary>
    public static T Read<T>(in ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserialize)
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
