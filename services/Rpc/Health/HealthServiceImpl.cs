using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.HealthCheck;

/// <summary>Answers the health interface from statuses that the host sets.</summary>
public class HealthServiceImpl : Health.V1.Health.HealthBase
{
    private readonly ConcurrentDictionary<string, ServingStatus> statuses = new();

    // Held while a status is changed and told: else a watcher could hear of two changes in the wrong order and keep the older one.
    private readonly Lock changing = new();
    private readonly HashSet<Watcher> watchers = [];

    /// <summary>Sets the status of a service; watchers hear of it. Empty is the whole server.</summary>
    public void SetStatus(string service, ServingStatus status)
    {
        lock (changing)
        {
            statuses[service] = status;
            Tell(service, status);
        }
    }

    /// <summary>Forgets a service.</summary>
    public void ClearStatus(string service)
    {
        lock (changing)
        {
            if (statuses.TryRemove(service, out _))
            {
                Tell(service, ServingStatus.ServiceUnknown);
            }
        }
    }

    /// <summary>Forgets all services.</summary>
    public void ClearAll()
    {
        foreach (var service in statuses.Keys)
        {
            ClearStatus(service);
        }
    }

    /// <summary>The status now; NOT_FOUND for an unknown service.</summary>
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        statuses.TryGetValue(request.Service, out var status)
            ? Task.FromResult(new HealthCheckResponse { Status = status })
            : throw new RpcException(new Status(StatusCode.NotFound, $"The service '{request.Service}' is not known."));

    /// <summary>The status now and at each change, until the caller stops; SERVICE_UNKNOWN for an unknown service.</summary>
    public override Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context) =>
        WatchAsync(request.Service, responseStream, context.CancellationToken);

    internal async Task WatchAsync(string service, IServerStreamWriter<HealthCheckResponse> responses, CancellationToken cancellationToken)
    {
        var watcher = new Watcher(service);
        lock (changing)
        {
            watchers.Add(watcher);
            watcher.Tell(statuses.GetValueOrDefault(service, ServingStatus.ServiceUnknown));
        }

        try
        {
            await watcher.ForwardAsync(responses, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The usual end of a watch.
        }
        finally
        {
            lock (changing)
            {
                watchers.Remove(watcher);
            }
        }
    }

    private void Tell(string service, ServingStatus status)
    {
        foreach (var watcher in watchers)
        {
            if (watcher.Service == service)
            {
                watcher.Tell(status);
            }
        }
    }

    private sealed class Watcher(string service)
    {
        // A slow reader misses what was in between, never the newest.
        private readonly Channel<ServingStatus> changes = Channel.CreateBounded<ServingStatus>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

        public string Service => service;

        public void Tell(ServingStatus status) => changes.Writer.TryWrite(status);

        public async Task ForwardAsync(IServerStreamWriter<HealthCheckResponse> responses, CancellationToken cancellationToken)
        {
            ServingStatus? last = null;
            await foreach (var status in changes.Reader.ReadAllAsync(cancellationToken))
            {
                if (status != last)
                {
                    last = status;
                    await responses.WriteAsync(new HealthCheckResponse { Status = status });
                }
            }
        }
    }
}
