using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;

namespace Grpc.Server;

/// <summary>Answers gRPC requests for unknown services and methods with UNIMPLEMENTED; other requests pass by.</summary>
internal sealed class UnknownServiceEndpoint(IOptions<GrpcServiceOptions> options)
{
    private bool isMapped;

    public void MapOnce(IEndpointRouteBuilder builder)
    {
        if (isMapped || options.Value.IgnoreUnknownServices == true)
        {
            return;
        }

        isMapped = true;
        Map(builder, "{unknownService}/{unknownMethod}", "Service is unimplemented.");
    }

    public static IEndpointConventionBuilder MapUnknownMethod(IEndpointRouteBuilder builder, string service) =>
        Map(builder, $"{service}/{{unknownMethod}}", "Method is unimplemented.");

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder builder, string pattern, string message)
    {
        var route = RoutePatternFactory.Parse(pattern, null, new { unknownMethod = new GrpcRequestsOnly() });
        var status = new Status(StatusCode.Unimplemented, message);
        return builder.Map(route, http => Refusal.SendAsync(http, status)).WithDisplayName($"gRPC - {message}");
    }

    private sealed class GrpcRequestsOnly : IRouteConstraint
    {
        // Without a request the question is whether an address can be made, and nobody makes addresses of unknown methods.
        public bool Match(
            HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            httpContext is not null
            && HttpMethods.IsPost(httpContext.Request.Method)
            && GrpcProtocol.IsGrpcContentType(httpContext.Request.ContentType);
    }
}
