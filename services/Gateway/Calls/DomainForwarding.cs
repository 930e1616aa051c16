using System.Diagnostics;
using Grpc.Core;
using Indicators.Gateway.Resilience;
using Indicators.ServiceDefaults;
using Indicators.ServiceDefaults.Telemetry;
using Yarp.ReverseProxy.Forwarder;

namespace Indicators.Gateway.Calls;

/// <summary>Hands the calls of the six domain services on as they are; PublishService is none of them.</summary>
internal static class DomainForwarding
{
    /// <summary>Everything that is answered or handed on over gRPC.</summary>
    public static void MapCalls(this IEndpointRouteBuilder routes)
    {
        routes.MapGrpcService<SuiteDataService>().RequireListener(Listener.Grpc);
        routes.MapDomainServices();
    }

    private static void MapDomainServices(this IEndpointRouteBuilder routes)
    {
        var upstreams = routes.ServiceProvider.GetRequiredService<Upstreams>();
        var limits = UpstreamSettings.Limits(routes.ServiceProvider.GetRequiredService<IConfiguration>());
        var handlers = routes.ServiceProvider.GetRequiredService<UpstreamHandlers>();
        var forwarder = routes.ServiceProvider.GetRequiredService<IHttpForwarder>();
        for (var service = 0; service < ServiceOrder.Count; service++)
        {
            var calls = new ForwardedCalls(upstreams[service], limits, forwarder, new HttpMessageInvoker(Handler(handlers)));
            routes.MapPost($"/{ServiceOrder.RpcNames[service]}/{{method}}", calls.ForwardAsync)
                .WithMetadata(new ForwardedMethods(ServiceOrder.Descriptors[service]))
                .RequireListener(Listener.Grpc);
        }
    }

    /// <summary>
    /// Answers what no service here knows as gRPC does; an endpoint for every path would hide the wrong methods of REST. Stands after
    /// routing.
    /// </summary>
    public static void RefuseUnknownServices(this IApplicationBuilder app) => app.Use(static (context, next) =>
        context.GetEndpoint() is null && context.GetListener() == Listener.Grpc
            ? Refuse(context.Response, new RpcException(new Status(StatusCode.Unimplemented, "The service is unknown here.")))
            : next(context));

    /// <summary>Ends a call by its own status, which is what a gRPC client reads, and not that of HTTP.</summary>
    public static Task Refuse(HttpResponse response, RpcException refusal)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = $"{(int)refusal.StatusCode}";
        response.Headers["grpc-message"] = refusal.Status.Detail;
        foreach (var details in refusal.Trailers)
        {
            response.Headers[details.Key] = Convert.ToBase64String(details.ValueBytes);
        }

        return Task.CompletedTask;
    }

    private static SocketsHttpHandler Handler(UpstreamHandlers handlers)
    {
        var handler = handlers.Create();

        // The trace that a caller sent goes on as it is, unless the span here belongs between the two.
        handler.ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current);
        return handler;
    }
}
