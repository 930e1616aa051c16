using Grpc.AspNetCore.HealthChecks;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.Health;

/// <summary>The health interface over the host's health checks.</summary>
internal sealed class HealthChecksService(
    HealthServiceImpl health, HealthCheckStatuses statuses, IOptions<GrpcHealthChecksOptions> options, IHostApplicationLifetime lifetime)
    : V1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (options.Value.UseHealthChecksCache)
        {
            return await health.Check(request, context);
        }

        var status = await statuses.CheckAsync(request.Service, context.CancellationToken)
            ?? throw new RpcException(new Status(StatusCode.NotFound, $"The service '{request.Service}' is not known."));
        return new HealthCheckResponse { Status = status };
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        // The first report is published seconds after start; a watcher learns the truth at once.
        if (await statuses.CheckAsync(request.Service, context.CancellationToken) is { } status)
        {
            health.SetStatus(request.Service, status);
        }

        // An open watch would hold up the host's shutdown.
        var stopping = options.Value.SuppressCompletionOnShutdown ? CancellationToken.None : lifetime.ApplicationStopping;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
        await health.WatchAsync(request.Service, responseStream, ending.Token);
        if (stopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            await responseStream.WriteAsync(new HealthCheckResponse { Status = ServingStatus.NotServing });
        }
    }
}
