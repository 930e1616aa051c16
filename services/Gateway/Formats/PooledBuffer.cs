using System.Buffers;

namespace Indicators.Gateway.Formats;

/// <summary>A growing byte buffer over the shared pool that can be used again.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>
{
    private const int Smallest = 16 * 1024;
    private const int LargestKept = 1024 * 1024;
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(Smallest);
    private int written;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, written);

    /// <summary>Whether it is small enough to wait for the next answer.</summary>
    public bool IsWorthKeeping => bytes.Length <= LargestKept;

    public void Clear() => written = 0;

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsSpan(written);
    }

    /// <summary>Gives the bytes back; the buffer is of no use afterwards.</summary>
    public void Drop()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        written = 0;
    }

    private void Reserve(int more)
    {
        more = Math.Max(more, 256);
        if (bytes.Length - written >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, written + more));
        bytes.AsSpan(0, written).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
