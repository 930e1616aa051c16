using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;

namespace Grpc.Client;

/// <summary>
/// The connections of a channel: pick first is one subchannel of all addresses, round robin is one of each. A call takes the next that is ready.
/// </summary>
internal sealed class ConnectionManager(Resolver resolver, string scheme, bool isRoundRobin, TimeSpan connectTimeout, GrpcChannelOptions options)
    : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Subchannel> subchannels = [];
    private volatile ServerAddress[] ready = [];
    private TaskCompletionSource changed = NewSignal();
    private TaskCompletionSource stateChanged = NewSignal();
    private Status failure;
    private Status resolution;
    private int turn = -1;
    private bool isStarted;

    public ConnectivityState State { get; private set; }

    /// <summary>The address of the next call; throws UNAVAILABLE if there is none, unless the call is to wait for one.</summary>
    public ValueTask<ServerAddress> PickAsync(bool waitForReady, CancellationToken cancellationToken)
    {
        var now = ready;
        return now.Length > 0 ? ValueTask.FromResult(Next(now)) : WaitAsync(waitForReady, cancellationToken);
    }

    /// <summary>Connects, and ends once it is.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken) =>
        await PickAsync(waitForReady: true, cancellationToken).ConfigureAwait(false);

    public Task WaitForStateChangedAsync(ConnectivityState last, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return State == last ? stateChanged.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
        }
    }

    /// <summary>Opens a connection for HttpClient, which may ask for an address that was given up meanwhile, or for a proxy.</summary>
    public async ValueTask<Stream> OpenAsync(DnsEndPoint endPoint, CancellationToken cancellationToken) =>
        Find(endPoint) is { } subchannel
            ? await subchannel.OpenAsync(endPoint, cancellationToken).ConfigureAwait(false)
            : new NetworkStream(await Subchannel.DialAsync(endPoint, cancellationToken).ConfigureAwait(false), ownsSocket: true);

    public void Dispose()
    {
        lock (gate)
        {
            Set(ConnectivityState.Shutdown, []);
        }

        resolver.Dispose();
        foreach (var subchannel in Snapshot())
        {
            subchannel.Shutdown();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerAddress Next(ServerAddress[] now) =>
        now.Length == 1 ? now[0] : now[(uint)Interlocked.Increment(ref turn) % (uint)now.Length];

    private async ValueTask<ServerAddress> WaitAsync(bool waitForReady, CancellationToken cancellationToken)
    {
        Start();
        while (true)
        {
            Task change;
            lock (gate)
            {
                if (ready is { Length: > 0 } now)
                {
                    return Next(now);
                }

                if (State == ConnectivityState.Shutdown || (State == ConnectivityState.TransientFailure && !waitForReady))
                {
                    throw new RpcException(State == ConnectivityState.Shutdown ? new Status(StatusCode.Unavailable, "The channel is disposed.") : failure);
                }

                change = changed.Task;
            }

            foreach (var subchannel in Snapshot())
            {
                subchannel.Connect();
            }

            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Start()
    {
        lock (gate)
        {
            if (isStarted)
            {
                return;
            }

            isStarted = true;
        }

        resolver.Start(Apply);
        resolver.Refresh();
    }

    private void Apply(ResolverResult result)
    {
        List<Action> actions = [];
        lock (gate)
        {
            var isEmpty = result.Addresses is not { Count: > 0 };
            resolution = isEmpty && result.Status.StatusCode == StatusCode.OK
                ? new Status(StatusCode.Unavailable, "Resolver returned no addresses.")
                : result.Status;

            // Connections that work outlive a resolver that does not.
            if (!isEmpty && State != ConnectivityState.Shutdown)
            {
                Arrange([.. result.Addresses!.Select(address => new ServerAddress(scheme, address))], actions);
            }
        }

        // Subchannels tell of their changes, which takes the lock of their manager: none is changed while it is held.
        actions.ForEach(action => action());
        Update();
    }

    private void Arrange(ServerAddress[] addresses, List<Action> actions)
    {
        if (!isRoundRobin && subchannels.Count == 1)
        {
            var only = subchannels[0];
            actions.Add(() => only.Update(addresses));
            return;
        }

        var groups = isRoundRobin ? addresses.DistinctBy(address => address.EndPoint).Select(address => new[] { address }) : [addresses];
        var before = subchannels.ToArray();
        Subchannel[] now = [.. groups.Select(group => (isRoundRobin ? FindIn(before, group[0].EndPoint) : null) ?? Create(group))];
        subchannels.Clear();
        subchannels.AddRange(now);
        actions.AddRange(before.Except(now).Select(removed => (Action)removed.Shutdown));
        actions.AddRange(now.Except(before).Select(added => (Action)added.Connect));
    }

    private Subchannel Create(IReadOnlyList<ServerAddress> addresses) => new(
        addresses, () => new Backoff(options.InitialReconnectBackoff, options.MaxReconnectBackoff), connectTimeout, OnChanged);

    private void OnChanged(Subchannel subchannel)
    {
        Update();
        var state = subchannel.Now.State;
        if (state is ConnectivityState.Idle or ConnectivityState.TransientFailure)
        {
            resolver.Refresh();
        }

        if (isRoundRobin && state == ConnectivityState.Idle)
        {
            _ = subchannel.ReconnectAsync();
        }
    }

    private void Update()
    {
        lock (gate)
        {
            if (State == ConnectivityState.Shutdown)
            {
                return;
            }

            var states = subchannels.Select(subchannel => subchannel.Now).ToArray();
            ServerAddress[] connected = [.. states.Select(state => state.Address).OfType<ServerAddress>()];
            failure = Array.FindLast(states, state => state.State == ConnectivityState.TransientFailure)?.Failure ?? resolution;
            Set(connected.Length > 0 ? ConnectivityState.Ready : Combine([.. states.Select(state => state.State)]), connected);
        }
    }

    // An idle address of a round robin is about to be connected to.
    private ConnectivityState Combine(ConnectivityState[] states) =>
        states.Contains(ConnectivityState.Connecting) || (isRoundRobin && states.Contains(ConnectivityState.Idle)) ? ConnectivityState.Connecting
        : states.Contains(ConnectivityState.TransientFailure) ? ConnectivityState.TransientFailure
        : states.Length > 0 || resolution.StatusCode == StatusCode.OK ? ConnectivityState.Idle
        : ConnectivityState.TransientFailure;

    private void Set(ConnectivityState state, ServerAddress[] connected)
    {
        ready = connected;
        var isNew = State != state;
        State = state;
        Interlocked.Exchange(ref changed, NewSignal()).TrySetResult();
        if (isNew)
        {
            Interlocked.Exchange(ref stateChanged, NewSignal()).TrySetResult();
        }
    }

    // HttpClient puts an IPv6 address into brackets, as a URI does.
    private Subchannel? Find(DnsEndPoint endPoint) => FindIn(
        [.. Snapshot().Where(subchannel => subchannel.Now.Address is not null)], new DnsEndPoint(endPoint.Host.Trim('[', ']'), endPoint.Port));

    private static Subchannel? FindIn(Subchannel[] among, DnsEndPoint endPoint) => Array.Find(
        among, subchannel => subchannel.Addresses.Any(address => address.EndPoint.Port == endPoint.Port
            && string.Equals(address.EndPoint.Host, endPoint.Host, StringComparison.OrdinalIgnoreCase)));

    private Subchannel[] Snapshot()
    {
        lock (gate)
        {
            return [.. subchannels];
        }
    }
}
