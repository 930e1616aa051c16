using Indicators.ServiceDefaults.Logs;
using Indicators.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Indicators.ServiceDefaults;

/// <summary>What every process of the suite does the same way.</summary>
public static class ServiceDefaultsExtensions
{
    private const int MegaByte = 1024 * 1024;

    /// <summary>Ports, limits, logs, health, telemetry and gRPC of a service.</summary>
    /// <typeparam name="TPublisher">The gRPC service that takes whole release packages: its messages alone may be larger than 4 MB.</typeparam>
    /// <param name="builder">A builder that nothing was added to yet.</param>
    /// <param name="name">Name of the service in deploy/local/suite.json, such as `medical-centers`.</param>
    /// <returns>The settings of the suite.</returns>
    public static SuiteSettings AddServiceDefaults<TPublisher>(this WebApplicationBuilder builder, string name)
        where TPublisher : class
    {
        var settings = SuiteSettings.Read(builder.Configuration.AddSuiteDefaults());
        var ports = settings.Service(name);
        var key = $"Suite:Services:{name}";
        var listeners = new Listeners(settings.Listen, (Listener.Grpc, $"{key}:Grpc", ports.Grpc), (Listener.Operations, $"{key}:Http", ports.Http));
        builder.AddProcess(name, settings, listeners, largestMessage: 4 * MegaByte);

        // A release package travels whole in one message; the largest document so far is far below this.
        builder.Services.AddGrpc().AddServiceOptions<TPublisher>(publisher => publisher.MaxReceiveMessageSize = 64 * MegaByte);
        return settings;
    }

    /// <summary>The same for the gateway and its three ports.</summary>
    /// <param name="builder">A builder that nothing was added to yet.</param>
    /// <returns>The settings of the suite.</returns>
    public static SuiteSettings AddGatewayDefaults(this WebApplicationBuilder builder)
    {
        var settings = SuiteSettings.Read(builder.Configuration.AddSuiteDefaults());
        var listeners = new Listeners(
            settings.Listen,
            (Listener.Rest, "Suite:Gateway:Rest", settings.Gateway.Rest),
            (Listener.Grpc, "Suite:Gateway:Grpc", settings.Gateway.Grpc),
            (Listener.Operations, "Suite:Gateway:Operations", settings.Gateway.Operations));
        builder.AddProcess("gateway", settings, listeners, largestMessage: MegaByte);

        // No handler of the gateway waits while it holds its thread, so none is handed from the socket's thread to another one first. The services read
        // their databases on the thread that they have, and many calls share one connection there: they keep the hand-over.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        return settings;
    }

    /// <summary>`/health/live`, `/health/ready`, `/health` (every check, parts too) and `/metrics` on the operators' port, gRPC health and reflection.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService().RequireListener(Listener.Grpc);
        return app;
    }

    /// <summary>Runs until the process is asked to stop. A port that is taken ends it with one line and exit code 1.</summary>
    public static void RunProcess(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Listeners>().FindTaken() is { } taken)
        {
            Console.Error.WriteLine($"{app.Environment.ApplicationName}: {taken}");
            Environment.ExitCode = 1;
            return;
        }

        app.Run();
    }

    private static void AddProcess(this WebApplicationBuilder builder, string name, SuiteSettings settings, Listeners listeners, int largestMessage)
    {
        builder.AddLogs(name);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            PeerLimits.Set(kestrel.Limits, largestMessage);
            kestrel.AddServerHeader = false;
            listeners.Configure(kestrel);
        });

        var services = builder.Services;
        services.AddSingleton(settings).AddSingleton(listeners);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHealthChecks();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = largestMessage;
            grpc.Interceptors.Add<DrainingInterceptor>();
            grpc.Interceptors.Add<UnexpectedExceptionInterceptor>();
        });
        services.AddSingleton<DrainingInterceptor>();
        services.AddSingleton<UnexpectedExceptionInterceptor>();
        services.AddGrpcHealthChecks();
        services.AddGrpcReflection();
        services.AddMetricsOf(builder.Configuration, name);
        builder.AddTelemetry(name);
    }
}
