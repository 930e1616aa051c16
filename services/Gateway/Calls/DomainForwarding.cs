using System.Net;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;

namespace Indicators.Gateway.Calls;

/// <summary>Hands the calls of the six domain services on as they are; PublishService is none of them.</summary>
internal static class DomainForwarding
{
    // Streams may be silent for long, so nothing but the caller ends them.
    private static readonly ForwarderRequestConfig AsTheyAre = new()
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = Timeout.InfiniteTimeSpan,
    };

    public static void MapDomainServices(this IEndpointRouteBuilder routes)
    {
        var upstreams = routes.ServiceProvider.GetRequiredService<Upstreams>();
        var handlers = routes.ServiceProvider.GetRequiredService<UpstreamHandlers>();
        var forwarder = routes.ServiceProvider.GetRequiredService<IHttpForwarder>();
        for (var service = 0; service < ServiceOrder.Count; service++)
        {
            var client = new HttpMessageInvoker(Handler(handlers));
            var address = upstreams[service].Address.GetLeftPart(UriPartial.Authority);
            var name = ServiceOrder.Names[service];
            routes.MapPost(
                $"/{ServiceOrder.RpcNames[service]}/{{method}}", context => ForwardAsync(context, forwarder, address, client, name))
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

    private static async Task ForwardAsync(
        HttpContext context, IHttpForwarder forwarder, string address, HttpMessageInvoker client, string name)
    {
        var error = await forwarder.SendAsync(context, address, client, AsTheyAre);
        if (error == ForwarderError.None || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        context.Response.Clear();
        await Refuse(context.Response, Errors.Unavailable(name));
    }

    // A gRPC client reads the status of the call, not of HTTP.
    private static Task Refuse(HttpResponse response, RpcException refusal)
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
        handler.ActivityHeadersPropagator = null;
        return handler;
    }
}
