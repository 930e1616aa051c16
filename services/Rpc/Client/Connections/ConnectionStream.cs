using System.Net.Sockets;

namespace Grpc.Client;

/// <summary>A connection that gives what was received early first, and tells when it is closed.</summary>
internal sealed class ConnectionStream(Socket socket, ReadOnlyMemory<byte> early, Action closed) : NetworkStream(socket, ownsSocket: true)
{
    private ReadOnlyMemory<byte> early = early;
    private int isClosed;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        early.IsEmpty ? base.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(ReadEarly(buffer.Span));

    public override int Read(Span<byte> buffer) => early.IsEmpty ? base.Read(buffer) : ReadEarly(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Interlocked.Exchange(ref isClosed, 1) == 0)
        {
            closed();
        }
    }

    private int ReadEarly(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, early.Length);
        early.Span[..count].CopyTo(buffer);
        early = early[count..];
        return count;
    }
}
