using System.Net;
using System.Net.Sockets;

namespace Indicators.Faults.Tests;

/// <summary>What a network does to the replies of a service.</summary>
internal enum NetworkFault
{
    None,

    /// <summary>Half a second later.</summary>
    Late,

    /// <summary>Later than the gateway waits for a data version, so that it takes the service for lost.</summary>
    Slow,
    Reset,
    Corrupt,
}

/// <summary>A TCP proxy between the gateway and one service.</summary>
internal sealed class FaultProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly Random random;
    private volatile NetworkFault fault;
    private int held;

    /// <param name="target">Port of the service.</param>
    /// <param name="seed">Of the places where replies are cut or changed.</param>
    public FaultProxy(int target, int seed)
    {
        (this.target, random) = (target, new Random(seed));
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Pieces of replies that were held up.</summary>
    public int Held => Volatile.Read(ref held);

    public NetworkFault Fault
    {
        set => fault = value;
    }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptSocketAsync());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket caller)
    {
        using var service = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (caller)
        {
            caller.NoDelay = true;
            try
            {
                await service.ConnectAsync(IPAddress.Loopback, target);
                await Task.WhenAny(CopyAsync(caller, service), ReplyAsync(service, caller));
            }
            catch (SocketException)
            {
                // Nobody listens there.
            }

            // Without a word to either side, as a reset is.
            caller.LingerState = service.LingerState = new LingerOption(true, 0);
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[16 * 1024];
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
            {
                await SendAsync(to, buffer.AsMemory(0, read));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Either side is gone.
        }
    }

    // The fault begins at a place of its own in each connection: in the handshake of some, in the midst of an answer of others.
    private async Task ReplyAsync(Socket service, Socket caller)
    {
        try
        {
            var buffer = new byte[16 * 1024];
            var left = -1;
            for (int read; (read = await service.ReceiveAsync(buffer)) > 0;)
            {
                var now = fault;
                left = now is not (NetworkFault.Reset or NetworkFault.Corrupt) ? -1 : (left < 0 ? Next() : left) - read;
                if (now is NetworkFault.Slow or NetworkFault.Late)
                {
                    Interlocked.Increment(ref held);
                    await Task.Delay(now == NetworkFault.Slow ? 2500 : 500);
                }
                else if (now == NetworkFault.Reset && left < 0)
                {
                    return;
                }
                else if (now == NetworkFault.Corrupt && left < 0)
                {
                    buffer[At(read)] ^= 0x10;
                }

                await SendAsync(caller, buffer.AsMemory(0, read));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Either side is gone.
        }
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes)..];
        }
    }

    private int Next() => Locked(() => random.Next(1, 12_000));

    private int At(int count) => Locked(() => random.Next(count));

    private int Locked(Func<int> next)
    {
        lock (random)
        {
            return next();
        }
    }
}
