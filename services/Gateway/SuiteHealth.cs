using Grpc.AspNetCore.HealthChecks;
using Indicators.Data.V1;
using Indicators.Gateway.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Indicators.Gateway;

/// <summary>Ready once the services were seen; a service that is down later is told, and the others go on.</summary>
internal sealed class SuiteHealth(DataVersions versions) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var down = string.Join(", ", SuiteLists.Down(versions.Current));
        var said = down.Length == 0 ? "every service answers" : $"no answer from {down}";
        return Task.FromResult(versions.IsReady ? HealthCheckResult.Healthy(said) : HealthCheckResult.Unhealthy(said));
    }
}

/// <summary>Whether one service behind the gateway answers, the data version and release that it was last seen with, and its circuit.</summary>
internal sealed class UpstreamHealth(Upstreams upstreams, DataVersions versions, int service) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (upstream, version, release) = (upstreams[service], versions.LastSeen(service), versions.Current.Catalog.LastStored(service));
        var data = new Dictionary<string, object> { ["dataVersion"] = version, ["circuit"] = GatewayMetrics.Name(upstream.Circuit) };
        if (release is not null)
        {
            (data["lastRelease"], data["lastReleaseStoredAt"]) = (release.Id, release.StoredAt);
        }

        return Task.FromResult(upstream.IsUp
            ? HealthCheckResult.Healthy($"data version {version}", data)
            : HealthCheckResult.Unhealthy("no answer", null, data));
    }
}

/// <summary>The checks of the gateway and the gRPC services that they stand for.</summary>
internal static class SuiteHealthRegistration
{
    private const string Suite = "services";
    private const string Part = "part";

    public static void AddSuiteHealth(this IServiceCollection services)
    {
        var checks = services.AddHealthChecks().AddCheck<SuiteHealth>(Suite);
        for (var i = 0; i < ServiceOrder.Count; i++)
        {
            var service = i;
            checks.Add(new(ServiceOrder.Names[service], provider => ActivatorUtilities.CreateInstance<UpstreamHealth>(provider, service), HealthStatus.Unhealthy, [Part]));
        }

        // A watcher hears of a stopped service within a second or two; the checks read what the gateway knows already.
        services.Configure<HealthCheckPublisherOptions>(publisher =>
        {
            publisher.Delay = TimeSpan.Zero;
            publisher.Period = TimeSpan.FromSeconds(1);
        });
        services.Configure<GrpcHealthChecksOptions>(health =>
        {
            health.Services.Map("", check => check.Name == Suite);
            health.Services.Map(IndicatorDataService.Descriptor.FullName, check => check.Name == Suite);
            for (var i = 0; i < ServiceOrder.Count; i++)
            {
                var name = ServiceOrder.Names[i];
                health.Services.Map(ServiceOrder.RpcNames[i], check => check.Name == name);
            }
        });
    }
}
