using Grpc.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services to their paths.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Maps each method of a service to <c>/service/method</c>; needs <c>AddGrpc</c>.</summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.ServiceProvider.GetService<RegisteredLifetimes>() is null)
        {
            throw new InvalidOperationException("AddGrpc was not called on the application's services.");
        }

        var endpoints = ServiceMapper<TService>.Map(builder);
        builder.ServiceProvider.GetRequiredService<UnknownServiceEndpoint>().MapOnce(builder);
        return new GrpcServiceEndpointConventionBuilder(endpoints);
    }
}

/// <summary>Applies conventions to all endpoints of a service.</summary>
public sealed class GrpcServiceEndpointConventionBuilder : IEndpointConventionBuilder
{
    private readonly IReadOnlyList<IEndpointConventionBuilder> endpoints;

    internal GrpcServiceEndpointConventionBuilder(IReadOnlyList<IEndpointConventionBuilder> endpoints) => this.endpoints = endpoints;

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (var endpoint in endpoints)
        {
            endpoint.Add(convention);
        }
    }

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        foreach (var endpoint in endpoints)
        {
            endpoint.Finally(finallyConvention);
        }
    }
}
