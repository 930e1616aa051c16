using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>`/metrics` on the operators' port.</summary>
internal static class MetricsEndpoint
{
    private const string Key = "Suite:Telemetry:Metrics";
    private const int UsualLength = 64 * 1024;

    public static void AddMetricsOf(this IServiceCollection services, IConfiguration configuration, string process)
    {
        services.AddMetrics();
        if (!IsOn(configuration))
        {
            return;
        }

        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MetricsCollector>(provider, process));
        services.AddSingleton<IStartupFilter, RequestMetrics>();
    }

    public static void MapMetrics(this WebApplication app)
    {
        if (app.Services.GetService<MetricsCollector>() is { } collector)
        {
            app.MapMethods("/metrics", ["GET", "HEAD"], http => AnswerAsync(http, collector)).RequireListener(Listener.Operations);
        }
    }

    private static bool IsOn(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" => true,
        var value when bool.TryParse(value, out var isOn) => isOn,
        var value => throw new InvalidOperationException($"{Key} is `{value}`; it must be true or false"),
    };

    // Written whole before it is sent: a reader that is slow or goes away holds up nobody else's.
    private static async Task AnswerAsync(HttpContext http, MetricsCollector collector)
    {
        if (!MetricsFormats.TryChoose(http.Request, out var format))
        {
            await MetricsFormats.RefuseAsync(http);
            return;
        }

        var text = new ArrayBufferWriter<byte>(UsualLength);
        collector.Write(text, format);
        http.Response.ContentType = MetricsFormats.ContentType(format);
        http.Response.ContentLength = text.WrittenCount;
        http.Response.Headers.Vary = "Accept";
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(text.WrittenMemory, http.RequestAborted);
        }
    }
}
