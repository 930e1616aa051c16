using System.Buffers;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Protocol;

namespace Grpc.Client;

/// <summary>Reads framed messages from a response body through one pooled buffer.</summary>
internal sealed class ResponseFrames(Stream body, FrameRules rules) : IDisposable
{
    private const int InitialSize = 4096;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int start;
    private int end;

    /// <summary>The next message, or null at the end of the body.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T?> ReadAsync<T>(Func<DeserializationContext, T> deserialize, CancellationToken cancellationToken)
        where T : class
    {
        if (!await FillAsync(GrpcProtocol.FrameHeaderSize, cancellationToken).ConfigureAwait(false))
        {
            return end == start ? null : throw FrameHeader.Truncated();
        }

        var header = FrameHeader.Read(buffer.AsSpan(start), rules);
        if (!await FillAsync(GrpcProtocol.FrameHeaderSize + header.Length, cancellationToken).ConfigureAwait(false))
        {
            throw FrameHeader.Truncated();
        }

        var payload = new ReadOnlySequence<byte>(buffer, start + GrpcProtocol.FrameHeaderSize, header.Length);
        start += GrpcProtocol.FrameHeaderSize + header.Length;
        return MessageReader.Read(payload, header, rules, deserialize);
    }

    public void Dispose()
    {
        var returned = buffer;
        buffer = [];
        if (returned.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(returned);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        while (end - start < count)
        {
            MakeRoom(count);
            var read = await body.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return false;
            }

            end += read;
        }

        return true;
    }

    private void MakeRoom(int count)
    {
        if (start == end)
        {
            start = end = 0;
        }

        if (buffer.Length - start >= count && end < buffer.Length)
        {
            return;
        }

        var target = buffer.Length >= count ? buffer : ArrayPool<byte>.Shared.Rent(count);
        buffer.AsSpan(start, end - start).CopyTo(target);
        if (target != buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = target;
        }

        (start, end) = (0, end - start);
    }
}
