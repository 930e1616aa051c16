using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>Starts and flushes the providers, as OpenTelemetry.Extensions.Hosting does where it is used.</summary>
internal sealed class TelemetryHost(string name) : IHostedService, IDisposable
{
    private TracerProvider? tracing;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        tracing = Sdk.CreateTracerProviderBuilder().ConfigureResource(r => r.AddProcess(name)).AddSuite().Build();
        metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(r => r.AddProcess(name)).AddSuite().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Disposing sends what was not sent yet.
    public void Dispose()
    {
        tracing?.Dispose();
        metrics?.Dispose();
    }
}

internal static class TelemetryExtensions
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration, string name)
    {
        if (!string.IsNullOrEmpty(configuration[TelemetrySources.EndpointKey]))
        {
            services.AddHostedService(_ => new TelemetryHost(name));
        }
    }
}
