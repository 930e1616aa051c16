using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Protocol;

namespace Grpc.Server;

/// <summary>Reads messages from the body of a request and parses them in place.</summary>
internal static class RequestReader
{
    /// <summary>Waits for the whole body, which must be exactly one message.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<T> ReadSingleAsync<T>(
        PipeReader body, Func<DeserializationContext, T> deserialize, FrameRules rules, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await ReadAsync(body, cancellationToken);
            var buffer = result.Buffer;
            var header = ReadHeader(buffer, rules);
            if (header is { } read && buffer.Length > FrameLength(read))
            {
                throw new RpcException(new Status(StatusCode.Internal, "There is more data after the only message of the request."));
            }

            if (result.IsCompleted)
            {
                return header is { } whole && buffer.Length == FrameLength(whole)
                    ? Parse(body, buffer, whole, deserialize, rules)
                    : throw FrameHeader.Truncated();
            }

            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>The next message of a stream, or null at its end. What follows the message stays unread, so that the sender has to wait.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<T?> ReadNextAsync<T>(
        PipeReader body, Func<DeserializationContext, T> deserialize, FrameRules rules, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var result = await ReadAsync(body, cancellationToken);
            var buffer = result.Buffer;
            if (ReadHeader(buffer, rules) is { } header && buffer.Length >= FrameLength(header))
            {
                return Parse(body, buffer.Slice(0, FrameLength(header)), header, deserialize, rules);
            }

            body.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                return buffer.IsEmpty ? null : throw FrameHeader.Truncated();
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<ReadResult> ReadAsync(PipeReader body, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(cancellationToken);
        }
        catch (Exception error) when (error is IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A connection that is cut is told as a cancellation, and may be before the call's own token is cancelled.
            throw new ClientGoneException("The client reset the request.", error);
        }
    }

    // Looked at as soon as it is there, so that a message beyond the limit is refused before it is buffered.
    private static FrameHeader? ReadHeader(in ReadOnlySequence<byte> buffer, in FrameRules rules) =>
        buffer.Length < GrpcProtocol.FrameHeaderSize ? null : FrameHeader.Read(buffer, rules);

    private static long FrameLength(FrameHeader header) => GrpcProtocol.FrameHeaderSize + (long)header.Length;

    private static T Parse<T>(
        PipeReader body, in ReadOnlySequence<byte> frame, FrameHeader header, Func<DeserializationContext, T> deserialize, in FrameRules rules)
    {
        var message = MessageReader.Read(frame.Slice(GrpcProtocol.FrameHeaderSize), header, rules, deserialize);
        body.AdvanceTo(frame.End);
        return message;
    }
}
