using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>Starts and flushes the providers, as OpenTelemetry.Extensions.Hosting does where it is used.</summary>
internal sealed class TelemetryHost(string name, IConfiguration configuration, IServiceProvider services) : IHostedService, IDisposable
{
    // What a collector that hangs may add to the end of a process, which its supervisor waits a few seconds for.
    private const int PatienceMilliseconds = 2000;

    private TracerProvider? tracing;
    private MeterProvider? metrics;
    private LoggerProvider? logs;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The providers read their settings where those of the suite come from, not only in the environment.
        tracing = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(s => s.AddSingleton(configuration)).ConfigureResource(r => r.AddProcess(name)).AddSuite().Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(s => s.AddSingleton(configuration)).ConfigureResource(r => r.AddProcess(name)).AddSuite().Build();
        logs = services.GetService<LoggerProvider>();
        return Task.CompletedTask;
    }

    // Sends what was not sent yet, all three at once.
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => tracing?.Shutdown(PatienceMilliseconds), CancellationToken.None),
        Task.Run(() => metrics?.Shutdown(PatienceMilliseconds), CancellationToken.None),
        Task.Run(() => logs?.Shutdown(PatienceMilliseconds), CancellationToken.None));

    public void Dispose()
    {
        tracing?.Dispose();
        metrics?.Dispose();
    }
}

internal static class TelemetryExtensions
{
    public static void AddTelemetry(this IHostApplicationBuilder builder, string name)
    {
        if (!TelemetrySources.IsOn(builder.Configuration))
        {
            return;
        }

        builder.Services.AddRequestTraces();
        builder.Services.AddHostedService(services => new TelemetryHost(name, builder.Configuration, services));
        builder.Logging.AddOpenTelemetry(logs => logs.AddSuite(name));
    }
}
