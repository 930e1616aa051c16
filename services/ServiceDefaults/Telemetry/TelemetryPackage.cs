using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Indicators.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    public static void AddTelemetry(this IHostApplicationBuilder builder, string name)
    {
        if (!TelemetrySources.IsOn(builder.Configuration))
        {
            return;
        }

        builder.Services.AddRequestTraces();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddProcess(name))
            .WithTracing(t => t.AddSuite())
            .WithMetrics(m => m.AddSuite());
        builder.Logging.AddOpenTelemetry(logs => logs.AddSuite(name));
    }
}
