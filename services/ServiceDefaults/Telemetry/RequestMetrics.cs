using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>
/// Measures each request of readers and each call, outermost. Of the server's own instrument it differs in two things: a call counts by its
/// gRPC status, where HTTP says 200 whatever happened, and an answer from the cache counts for the route that made it.
/// </summary>
internal sealed class RequestMetrics : IStartupFilter
{
    /// <summary>Meter of what every process measures.</summary>
    public const string Meter = "Indicators.ServiceDefaults";

    private static readonly FrozenSet<string> Methods = FrozenSet.Create(StringComparer.Ordinal, "GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH");

    // A number in a tag is an object; these are made once.
    private static readonly object[] Statuses = [.. Enumerable.Range(0, 600).Select(status => (object)status)];

    private readonly TimeProvider clock;
    private readonly Histogram<double> requests;
    private readonly Histogram<double> calls;
    private int requestsUnderWay;
    private int callsUnderWay;

    public RequestMetrics(IMeterFactory factory, TimeProvider clock)
    {
        this.clock = clock;
        var meter = factory.Create(Meter);
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets.Seconds };
        requests = meter.CreateHistogram("http.server.request.duration", "s", "Time from a request to the end of its answer", null, advice);
        calls = meter.CreateHistogram("rpc.server.call.duration", "s", "Time from a call to its status; of a stream, its whole life", null, advice);
        meter.CreateObservableGauge("http.server.active_requests", () => requestsUnderWay, "{request}", "Requests under way");
        meter.CreateObservableGauge("rpc.server.active_calls", () => callsUnderWay, "{call}", "Calls under way, streams among them");
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(inner => http => Run(http, inner));
        next(app);
    };

    private Task Run(HttpContext http, RequestDelegate next) => http.GetListener() switch
    {
        Listener.Rest => Measure(http, next, isCall: false),
        Listener.Grpc => Measure(http, next, isCall: true),
        _ => next(http),
    };

    // Most answers are there at once: waiting for those would cost more than measuring them.
    private Task Measure(HttpContext http, RequestDelegate next, bool isCall)
    {
        var began = clock.GetTimestamp();
        Interlocked.Increment(ref isCall ? ref callsUnderWay : ref requestsUnderWay);
        Task answer;
        try
        {
            answer = next(http);
        }
        catch
        {
            End(http, began, isCall, failed: true);
            throw;
        }

        if (!answer.IsCompletedSuccessfully)
        {
            return AwaitAsync(answer, http, began, isCall);
        }

        End(http, began, isCall, failed: false);
        return answer;
    }

    private async Task AwaitAsync(Task answer, HttpContext http, long began, bool isCall)
    {
        var failed = true;
        try
        {
            await answer;
            failed = false;
        }
        finally
        {
            End(http, began, isCall, failed);
        }
    }

    // Counted as done before it is no longer under way: who sees nothing under way sees all counts.
    private void End(HttpContext http, long began, bool isCall, bool failed)
    {
        var seconds = clock.GetElapsedTime(began).TotalSeconds;
        if (isCall)
        {
            var (service, method) = RpcName.Of(http);
            calls.Record(seconds, new("rpc.service", service), new("rpc.method", method), new("rpc.response.status_code", RpcName.Status(http)));
        }
        else
        {
            var status = failed && !http.Response.HasStarted ? StatusCodes.Status500InternalServerError : http.Response.StatusCode;
            requests.Record(
                seconds,
                new("http.route", (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? ""),
                new("http.request.method", Methods.TryGetValue(http.Request.Method, out var known) ? known : "_OTHER"),
                new("http.response.status_code", Statuses[status is > 0 and < 600 ? status : 0]));
        }

        Interlocked.Decrement(ref isCall ? ref callsUnderWay : ref requestsUnderWay);
    }
}

/// <summary>Names of a call as labels: only names that a contract has, since callers can ask for any.</summary>
internal static class RpcName
{
    private static readonly string[] Words =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];

    public static (string Service, string Method) Of(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<GrpcMethodMetadata>() is { } own)
        {
            return (own.Method.ServiceName, own.Method.Name);
        }

        return metadata?.GetMetadata<ForwardedMethods>() is { } forwarded ? forwarded.Name(http.Request.Path) : ("", "");
    }

    // Without a status the connection was cut, or the call was none.
    public static string Status(HttpContext http)
    {
        var status = http.Response.Headers.GrpcStatus;
        if (status.Count == 0)
        {
            status = http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers.GrpcStatus ?? default;
        }

        return int.TryParse(status, out var code) && code >= 0 && code < Words.Length ? Words[code]
            : Words[(int)(http.RequestAborted.IsCancellationRequested ? StatusCode.Cancelled : StatusCode.Unknown)];
    }
}
