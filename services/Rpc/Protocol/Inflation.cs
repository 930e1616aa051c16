using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Protocol;

/// <summary>Decompresses one message and stops as soon as it is larger than allowed, so that a small message cannot fill the memory.</summary>
internal static class Inflation
{
    private const int Step = 16 * 1024;

    /// <summary>The message; the caller disposes it. RESOURCE_EXHAUSTED beyond the limit, in bytes.</summary>
    public static PooledBuffer Inflate(in ReadOnlySequence<byte> payload, ICompressionProvider provider, int? maxSize)
    {
        if (payload.IsEmpty)
        {
            throw new InvalidDataException("There is nothing to decompress; even an empty message has some bytes when it is compressed.");
        }

        using var source = PipeReader.Create(payload).AsStream();
        using var stream = provider.CreateDecompressionStream(source);
        var inflated = new PooledBuffer();
        try
        {
            Fill(inflated, stream, maxSize ?? Array.MaxLength);
            return inflated;
        }
        catch
        {
            inflated.Dispose();
            throw;
        }
    }

    private static void Fill(PooledBuffer inflated, Stream stream, int maxSize)
    {
        while (true)
        {
            var read = stream.Read(inflated.GetSpan(Step)[..Step]);
            if (read == 0)
            {
                return;
            }

            inflated.Advance(read);
            if (inflated.Length > maxSize)
            {
                throw new RpcException(new Status(
                    StatusCode.ResourceExhausted, $"The received message has more than {maxSize} bytes when it is decompressed; that is the limit."));
            }
        }
    }
}
