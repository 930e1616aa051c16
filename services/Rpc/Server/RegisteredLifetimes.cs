using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Server;

/// <summary>Knows how long the container keeps a type: what lives as long as the process needs no scope per call.</summary>
internal sealed class RegisteredLifetimes(IServiceCollection services)
{
    /// <summary>The lifetime of a type's last registration, or null where it is not registered.</summary>
    public ServiceLifetime? Of(Type type) =>
        Find(type) ?? (type.IsConstructedGenericType ? Find(type.GetGenericTypeDefinition()) : null);

    private ServiceLifetime? Find(Type type) =>
        services.LastOrDefault(descriptor => descriptor.ServiceType == type && !descriptor.IsKeyedService)?.Lifetime;
}
