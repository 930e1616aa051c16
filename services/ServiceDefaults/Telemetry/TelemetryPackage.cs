using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration, string name)
    {
        if (!string.IsNullOrEmpty(configuration[TelemetrySources.EndpointKey]))
        {
            services.AddOpenTelemetry()
                .ConfigureResource(r => r.AddProcess(name))
                .WithTracing(t => t.AddSuite())
                .WithMetrics(m => m.AddSuite());
        }
    }
}
