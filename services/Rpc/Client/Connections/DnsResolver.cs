using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.Logging;

namespace Grpc.Client;

/// <summary>Asks DNS when started, when a connection is lost and, where asked for, from time to time; never twice within fifteen seconds.</summary>
internal sealed class DnsResolver : Resolver
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource disposal = new();
    private readonly SemaphoreSlim wanted = new(0, 1);
    private readonly TimeSpan refreshInterval;
    private readonly Backoff backoff;
    private readonly ILogger logger;
    private readonly string host;
    private readonly int port;

    public DnsResolver(ResolverOptions options, TimeSpan refreshInterval)
    {
        var path = options.Address.AbsolutePath.TrimStart('/');
        var target = path.Length > 0 && Uri.TryCreate($"dns://{path}", UriKind.Absolute, out var parsed) && parsed.Host.Length > 0
            ? parsed
            : throw new ArgumentException($"The address '{options.Address}' names no host; write it as dns:///host:port.", nameof(options));
        host = target.Host;
        port = target.Port < 0 ? options.DefaultPort : target.Port;
        this.refreshInterval = refreshInterval;
        backoff = new Backoff(options.ChannelOptions.InitialReconnectBackoff, options.ChannelOptions.MaxReconnectBackoff);
        logger = options.LoggerFactory.CreateLogger("Grpc.Net.Client.DnsResolver");
    }

    public override void Start(Action<ResolverResult> listener) => _ = RunAsync(listener, disposal.Token);

    public override void Refresh()
    {
        try
        {
            wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is wanted already.
        }
    }

    protected override void Dispose(bool disposing) => disposal.Cancel();

    private async Task RunAsync(Action<ResolverResult> listener, CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (!cancellationToken.IsCancellationRequested)
        {
            var found = await ResolveAsync(cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            listener(found);
            await WaitAsync(found.Status.StatusCode == StatusCode.OK, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WaitAsync(bool succeeded, CancellationToken cancellationToken)
    {
        if (!succeeded)
        {
            await Task.Delay(backoff.Next(), cancellationToken).ConfigureAwait(false);
            return;
        }

        backoff.Reset();
        await Task.Delay(ShortestInterval, cancellationToken).ConfigureAwait(false);
        var rest = refreshInterval - ShortestInterval;
        await wanted.WaitAsync(refreshInterval == Timeout.InfiniteTimeSpan ? refreshInterval : rest > TimeSpan.Zero ? rest : TimeSpan.Zero, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<ResolverResult> ResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return ResolverResult.ForResult([.. found.Select(ToAddress)]);
        }
        catch (Exception error) when (error is SocketException or ArgumentException or OperationCanceledException)
        {
            logger.ResolverFailed(host, error);
            return ResolverResult.ForFailure(new Status(StatusCode.Unavailable, $"The host '{host}' could not be resolved: {error.Message}", error));
        }
    }

    // The server is still asked for by its name: that is what its certificate states.
    private BalancerAddress ToAddress(IPAddress found)
    {
        var address = new BalancerAddress(found.ToString(), port);
        address.Attributes.Set(ServerAddress.HostOverride, $"{host}:{port}");
        return address;
    }
}
