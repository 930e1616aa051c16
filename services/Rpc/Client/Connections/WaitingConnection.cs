using System.Net.Sockets;

namespace Grpc.Client;

/// <summary>
/// A connection before its first request. It is read, as only that tells whether the server has hung up; what a server says first is kept.
/// </summary>
internal sealed class WaitingConnection(Socket socket, Action<WaitingConnection> lost) : IDisposable
{
    // A server's settings take less than a hundred bytes.
    private readonly byte[] early = new byte[1024];
    private readonly CancellationTokenSource taken = new();
    private Task<bool> alive = Task.FromResult(true);
    private int length;

    public void Watch() => alive = WatchAsync();

    /// <summary>The connection for its first request, or null if it is lost.</summary>
    public async ValueTask<Stream?> TakeAsync(Action closed)
    {
        taken.Cancel();
        if (await alive.ConfigureAwait(false))
        {
            return new ConnectionStream(socket, early.AsMemory(0, length), closed);
        }

        socket.Dispose();
        return null;
    }

    public void Dispose()
    {
        taken.Cancel();
        socket.Dispose();
    }

    private async Task<bool> WatchAsync()
    {
        await Task.Yield();
        try
        {
            while (length < early.Length)
            {
                var received = await socket.ReceiveAsync(early.AsMemory(length), taken.Token).ConfigureAwait(false);
                if (received == 0)
                {
                    lost(this);
                    return false;
                }

                length += received;
            }
        }
        catch (OperationCanceledException)
        {
            // Its first request is there.
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            lost(this);
            return false;
        }

        return true;
    }
}
