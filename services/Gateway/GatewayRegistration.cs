using System.Diagnostics;
using Grpc.AspNetCore.Server;
using Indicators.Gateway.Calls;
using Indicators.Gateway.Charts;
using Indicators.Gateway.Downloads;
using Indicators.Gateway.Metrics;
using Indicators.Gateway.OpenApi;
using Indicators.Gateway.Pages;
using Indicators.Gateway.Requests;
using Indicators.Gateway.Resilience;
using Indicators.Gateway.Telemetry;
using Indicators.ServiceDefaults;

namespace Indicators.Gateway;

/// <summary>What the gateway is made of.</summary>
internal static class GatewayRegistration
{
    /// <summary>Upstreams, versions, cache and figures over the services that the settings list.</summary>
    public static void AddSuite(this IServiceCollection services, SuiteSettings settings)
    {
        services.AddSingleton(provider => new UpstreamHandlers(settings.Tls, provider.GetRequiredService<ILogger<Upstreams>>()));
        services.AddSingleton(provider => new Upstreams(
            [.. ServiceOrder.Names.Select(name => UpstreamSettings.Addresses(provider.GetRequiredService<IConfiguration>(), settings, name))],
            UpstreamSettings.Limits(provider.GetRequiredService<IConfiguration>()),
            provider.GetRequiredService<UpstreamHandlers>()));
        services.AddSingleton<DataVersions>().AddHostedService(provider => provider.GetRequiredService<DataVersions>());
        services.AddSingleton<AnswerCache>().AddSingleton<SuiteFigures>().AddSingleton<Suite>().AddSingleton<SuiteDownload>();
        services.AddSingleton<LatestMetrics>().AddHostedService(provider => provider.GetRequiredService<LatestMetrics>());
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<List<Operation>>().AddSingleton<IReadOnlyList<Operation>>(
            provider => provider.GetRequiredService<List<Operation>>());
        services.AddSingleton<PageRenderer>();
        services.AddSingleton(_ => new RsvgConverter(Environment.GetEnvironmentVariable("PATH") ?? ""));
        services.AddLogging(AddLevels);
        services.AddSuiteHealth();
        services.AddSuiteReflection();
        services.AddEncodings();
        services.AddOpenApiDocument();
        services.AddHttpForwarder();
        services.AddSingleton<DiagnosticSource, UnreadableRequests>();
        services.AddCors(
            cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().WithMethods("GET", "HEAD", "POST").AllowAnyHeader()));

        // The catch-all of the gRPC server would take POST requests of the REST port.
        services.Configure<GrpcServiceOptions>(grpc => grpc.IgnoreUnknownServices = true);
    }

    // Warnings and above.
    private static void AddLevels(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Yarp", LogLevel.Error);

    /// <summary>Maps the REST addresses.</summary>
    public static void MapRest(this WebApplication app, Action<Routes> map) =>
        map(new Routes(app, app.Services.GetRequiredService<Suite>(), app.Services.GetRequiredService<List<Operation>>()));
}
