using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Protocol;

namespace Grpc.Server;

/// <summary>Reads the single message of a request from its body.</summary>
internal static class RequestReader
{
    /// <summary>Waits for the whole body, which must be exactly one message, and parses it in place.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<T> ReadSingleAsync<T>(
        PipeReader body, Func<DeserializationContext, T> deserialize, FrameRules rules, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await ReadAsync(body, cancellationToken);
            var buffer = result.Buffer;
            var length = MessageLength(buffer, rules);
            if (result.IsCompleted)
            {
                return Parse(body, buffer, length, deserialize);
            }

            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<ReadResult> ReadAsync(PipeReader body, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(cancellationToken);
        }
        catch (IOException error)
        {
            throw new ClientGoneException("The client reset the request.", error);
        }
    }

    // Looked at as soon as it is there, so that a message beyond the limit is refused before it is buffered.
    private static int? MessageLength(in ReadOnlySequence<byte> buffer, FrameRules rules)
    {
        if (buffer.Length < GrpcProtocol.FrameHeaderSize)
        {
            return null;
        }

        var length = FrameHeader.ReadLength(buffer, rules);
        return buffer.Length <= GrpcProtocol.FrameHeaderSize + (long)length
            ? length
            : throw new RpcException(new Status(StatusCode.Internal, "There is more data after the only message of the request."));
    }

    private static T Parse<T>(PipeReader body, in ReadOnlySequence<byte> buffer, int? length, Func<DeserializationContext, T> deserialize)
    {
        if (length is null || buffer.Length < GrpcProtocol.FrameHeaderSize + (long)length.Value)
        {
            throw FrameHeader.Truncated();
        }

        var message = MessageReader.Read(buffer.Slice(GrpcProtocol.FrameHeaderSize), deserialize);
        body.AdvanceTo(buffer.End);
        return message;
    }
}
