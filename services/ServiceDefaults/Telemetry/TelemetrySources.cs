using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Indicators.ServiceDefaults.Telemetry;

internal static class TelemetrySources
{
    // Set by whoever runs a collector; without it no provider is built and measuring costs nothing.
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static bool IsOn(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[EndpointKey]);

    public static TracerProviderBuilder AddSuite(this TracerProviderBuilder tracing) =>
        tracing.AddSource("Microsoft.AspNetCore", "System.Net.Http", "Indicators.*").AddOtlpExporter();

    public static MeterProviderBuilder AddSuite(this MeterProviderBuilder metrics) =>
        metrics.AddMeter("Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Indicators.*").AddOtlpExporter();

    public static void AddSuite(this OpenTelemetryLoggerOptions logs, string name) =>
        logs.SetResourceBuilder(ResourceBuilder.CreateDefault().AddProcess(name)).AddOtlpExporter();

    public static ResourceBuilder AddProcess(this ResourceBuilder resource, string name) =>
        resource.AddService(name, serviceNamespace: "indicators");
}
