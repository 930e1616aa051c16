using System.Net;
using System.Net.Sockets;
using Grpc.Core;

namespace Grpc.Client;

/// <summary>A subchannel's state at one moment: the address connected to where it is ready, the reason where it failed.</summary>
internal sealed record SubchannelState(ConnectivityState State, ServerAddress? Address = null, Status Failure = default);

/// <summary>
/// A connection to the first reachable of some addresses. HttpClient opens connections but tells nothing of them, so they are opened here and
/// handed to it: the first is there before any request, which is how a channel can be ready, and a closed one is noticed.
/// </summary>
internal sealed class Subchannel(IReadOnlyList<ServerAddress> addresses, Func<Backoff> createBackoff, TimeSpan connectTimeout, Action<Subchannel> changed)
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private volatile IReadOnlyList<ServerAddress> addresses = addresses;
    private volatile SubchannelState now = new(ConnectivityState.Idle);
    private WaitingConnection? waiting;
    private TaskCompletionSource renewed = NewSignal();
    private int open;
    private long readySince;

    public SubchannelState Now => now;

    public IReadOnlyList<ServerAddress> Addresses => addresses;

    /// <summary>Replaces the addresses; a connection to one that is gone is used no more, and new ones are tried at once.</summary>
    public void Update(IReadOnlyList<ServerAddress> replacement)
    {
        var isNew = !replacement.Select(address => address.EndPoint).SequenceEqual(addresses.Select(address => address.EndPoint));
        addresses = replacement;
        Change(
            () => now.Address is { } current && !replacement.Any(address => address.EndPoint.Equals(current.EndPoint)),
            new SubchannelState(ConnectivityState.Idle));
        if (isNew)
        {
            Interlocked.Exchange(ref renewed, NewSignal()).TrySetResult();
        }
    }

    /// <summary>Connects unless it is connected, or trying to be.</summary>
    public void Connect()
    {
        if (Change(() => now.State == ConnectivityState.Idle, new SubchannelState(ConnectivityState.Connecting)))
        {
            using (ExecutionContext.SuppressFlow())
            {
                _ = Task.Run(ConnectAsync);
            }
        }
    }

    /// <summary>Connects again; a server that hangs up at once is asked no more often than one that cannot be reached.</summary>
    public async Task ReconnectAsync()
    {
        var backoff = createBackoff().Next();
        if (TimeProvider.System.GetElapsedTime(Volatile.Read(ref readySince)) < backoff)
        {
            await Task.Delay(backoff, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Connect();
    }

    /// <summary>A connection for HttpClient: the one that waits for its first request, or another to the same address.</summary>
    public async ValueTask<Stream> OpenAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        WaitingConnection? first;
        lock (gate)
        {
            (first, waiting) = (waiting, null);
            open++;
        }

        try
        {
            return (first is null ? null : await first.TakeAsync(Close).ConfigureAwait(false))
                ?? new ConnectionStream(await DialAsync(endPoint, cancellationToken).ConfigureAwait(false), default, Close);
        }
        catch
        {
            Close();
            throw;
        }
    }

    public void Shutdown()
    {
        // First the state: what the token wakes must find that there is nothing left to try.
        Change(() => true, new SubchannelState(ConnectivityState.Shutdown));
        stop.Cancel();
    }

    public static async Task<Socket> DialAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ConnectAsync()
    {
        var backoff = createBackoff();
        while (true)
        {
            // Before the attempt: addresses that come while it fails are not to wait for those that it tried.
            var others = NewSignal();
            Interlocked.Exchange(ref renewed, others);
            if (await TryConnectAsync().ConfigureAwait(false))
            {
                return;
            }

            await others.Task.WaitAsync(backoff.Next(), stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            backoff = others.Task.IsCompleted ? createBackoff() : backoff;
            Change(() => true, new SubchannelState(ConnectivityState.Connecting));
        }
    }

    /// <summary>Tries each address once; true where there is nothing more to do.</summary>
    private async Task<bool> TryConnectAsync()
    {
        Exception? failure = null;
        foreach (var address in addresses)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                limit.CancelAfter(connectTimeout);
                Keep(await DialAsync(address.EndPoint, limit.Token).ConfigureAwait(false), address);
                return true;
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                failure ??= error;
            }
        }

        var status = new Status(StatusCode.Unavailable, $"Error connecting to subchannel. {failure?.Message}", failure);
        return !Change(() => true, new SubchannelState(ConnectivityState.TransientFailure, Failure: status));
    }

    private void Keep(Socket socket, ServerAddress address)
    {
        var connection = new WaitingConnection(socket, lost => Change(() => waiting == lost, new SubchannelState(ConnectivityState.Idle)));
        if (!Change(() => true, new SubchannelState(ConnectivityState.Ready, address), connection))
        {
            connection.Dispose();
        }
    }

    private void Close()
    {
        lock (gate)
        {
            open--;
        }

        Change(() => now.State == ConnectivityState.Ready && open == 0 && waiting is null, new SubchannelState(ConnectivityState.Idle));
    }

    /// <summary>Changes the state if the condition holds and there is no shutdown; nothing is told while the lock is held.</summary>
    private bool Change(Func<bool> condition, SubchannelState next, WaitingConnection? connection = null)
    {
        lock (gate)
        {
            if (now.State == ConnectivityState.Shutdown || !condition())
            {
                return false;
            }

            waiting?.Dispose();
            (now, waiting) = (next, connection);
            connection?.Watch();
            readySince = next.State == ConnectivityState.Ready ? TimeProvider.System.GetTimestamp() : readySince;
        }

        changed(this);
        return true;
    }
}
