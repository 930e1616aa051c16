using Grpc.AspNetCore.HealthChecks;
using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.Health;

/// <summary>Turns the host's health checks into statuses of gRPC services: on demand, and when the host publishes a report.</summary>
internal sealed class HealthCheckStatuses(HealthServiceImpl health, HealthCheckService checks, IOptions<GrpcHealthChecksOptions> options)
    : IHealthCheckPublisher
{
    /// <summary>Runs the checks of a service; null if no such service is mapped.</summary>
    public async Task<ServingStatus?> CheckAsync(string service, CancellationToken cancellationToken)
    {
        if (options.Value.Services.FirstOrDefault(mapped => mapped.Name == service) is not { } mapping)
        {
            return null;
        }

        var report = await checks.CheckHealthAsync(
            check => mapping.HealthCheckPredicate(new HealthCheckMapContext(check.Name, check.Tags)), cancellationToken);
        return ToStatus(report.Status);
    }

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var mapping in options.Value.Services)
        {
            var entries = report.Entries
                .Where(entry => mapping.HealthCheckPredicate(new HealthCheckMapContext(entry.Key, entry.Value.Tags)));
            health.SetStatus(mapping.Name, ToStatus(entries.Select(entry => entry.Value.Status).Append(HealthStatus.Healthy).Min()));
        }

        return Task.CompletedTask;
    }

    private static ServingStatus ToStatus(HealthStatus status) =>
        status == HealthStatus.Unhealthy ? ServingStatus.NotServing : ServingStatus.Serving;
}
