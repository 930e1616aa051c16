using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>
/// Names the span of each request and says how it ended, which ASP.NET leaves to an instrumentation package. The path without its query:
/// what was asked for in detail is nobody's business.
/// </summary>
internal sealed class RequestTraces : IStartupFilter
{
    private static readonly HashSet<string> Faults = ["UNKNOWN", "DEADLINE_EXCEEDED", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS"];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(inner => http => Activity.Current is { IsAllDataRequested: true } span ? RunAsync(http, inner, span) : inner(http));
        next(app);
    };

    private static async Task RunAsync(HttpContext http, RequestDelegate next, Activity span)
    {
        // Scrapes and health checks would be most of what a collector keeps.
        var listener = http.GetListener();
        if (listener == Listener.Operations)
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        try
        {
            await next(http);
        }
        catch (Exception failure)
        {
            span.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.GetType().FullName);
            throw;
        }
        finally
        {
            if (listener == Listener.Grpc)
            {
                DescribeCall(http, span);
            }
            else
            {
                DescribeRequest(http, span);
            }
        }
    }

    private static void DescribeRequest(HttpContext http, Activity span)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        span.DisplayName = $"{http.Request.Method} {route}".TrimEnd();
        span.SetTag("http.request.method", http.Request.Method).SetTag("http.route", route).SetTag("url.path", http.Request.Path.Value);
        span.SetTag("http.response.status_code", http.Response.StatusCode);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static void DescribeCall(HttpContext http, Activity span)
    {
        var (service, method) = RpcName.Of(http);
        var status = RpcName.Status(http);
        span.DisplayName = $"{service}/{method}";
        span.SetTag("rpc.system.name", "grpc").SetTag("rpc.service", service).SetTag("rpc.method", method).SetTag("rpc.response.status_code", status);
        if (Faults.Contains(status))
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}

/// <summary>
/// What is taken of the trace headers of a caller: the trace with a state of ordinary length, which travels on to the services, and no baggage,
/// which nothing here reads.
/// </summary>
internal sealed class TraceHeaders : DistributedContextPropagator
{
    private const int LongestState = 512;

    private readonly DistributedContextPropagator inner = CreateW3CPropagator();

    public override IReadOnlyCollection<string> Fields => inner.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => inner.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        if (traceState?.Length > LongestState)
        {
            traceState = null;
        }
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}

internal static class RequestTracesRegistration
{
    public static void AddRequestTraces(this IServiceCollection services) =>
        services.AddSingleton<DistributedContextPropagator>(new TraceHeaders()).AddSingleton<IStartupFilter, RequestTraces>();
}
