using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Indicators.ServiceDefaults.Telemetry;

internal static class TelemetrySources
{
    // Set by whoever runs a collector; without it no provider is built and measuring costs nothing.
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static TracerProviderBuilder AddSuite(this TracerProviderBuilder tracing) =>
        tracing.AddSource("Microsoft.AspNetCore", "System.Net.Http", "Indicators.*").AddOtlpExporter();

    public static MeterProviderBuilder AddSuite(this MeterProviderBuilder metrics) =>
        metrics.AddMeter("Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "Indicators.*").AddOtlpExporter();

    public static ResourceBuilder AddProcess(this ResourceBuilder resource, string name) =>
        resource.AddService(name, serviceNamespace: "indicators");
}
