using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Indicators.ServiceDefaults;

/// <summary>Who may call an endpoint.</summary>
public static class EndpointRules
{
    private const int PermissionDenied = 7;

    /// <summary>Refuses callers from other machines with PERMISSION_DENIED.</summary>
    public static TBuilder RequireLoopback<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        Guard(builder, context => context.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller), RefuseCall);

    /// <summary>Hides an HTTP endpoint on every port but this one: it answers 404 there.</summary>
    public static TBuilder RequireListener<TBuilder>(this TBuilder builder, Listener listener)
        where TBuilder : IEndpointConventionBuilder =>
        Guard(builder, context => context.GetListener() == listener, Hide);

    private static TBuilder Guard<TBuilder>(TBuilder builder, Func<HttpContext, bool> allows, Func<HttpContext, Task> refuse)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Finally(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => allows(context) ? next(context) : refuse(context);
        });
        return builder;
    }

    private static Task RefuseCall(HttpContext context)
    {
        // An error before any message stands in the headers (Trailers-Only): proxies drop trailers without a body.
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = PermissionDenied.ToString();
        context.Response.Headers["grpc-message"] = "This call is answered to programs on the same machine only.";
        return Task.CompletedTask;
    }

    private static Task Hide(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
