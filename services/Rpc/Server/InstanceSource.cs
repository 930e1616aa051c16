using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Server;

/// <summary>
/// Where the instances of a service or an interceptor come from: a registered type from the container with its lifetime, any other type
/// made for each call. A scope is opened only where something scoped is asked for, since opening one costs more than a short call.
/// </summary>
internal sealed class InstanceSource
{
    private readonly IServiceProvider root;
    private readonly object[] arguments;
    private readonly ObjectFactory? factory;
    private readonly bool needsScope;
    private object? shared;

    public InstanceSource(IServiceProvider root, Type type, params object[] arguments)
    {
        this.root = root;
        Type = type;
        this.arguments = arguments;
        var lifetimes = root.GetRequiredService<RegisteredLifetimes>();
        var lifetime = lifetimes.Of(type);
        IsShared = lifetime is ServiceLifetime.Singleton;
        if (lifetime is null)
        {
            factory = ActivatorUtilities.CreateFactory(type, [.. arguments.Select(argument => argument.GetType())]);
            needsScope = type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
                .Any(parameter => lifetimes.Of(parameter.ParameterType) is not ServiceLifetime.Singleton);
        }
    }

    public Type Type { get; }

    /// <summary>Whether every call gets the same instance.</summary>
    public bool IsShared { get; }

    /// <summary>Whether the instance is made here, so that it has to be disposed after the call.</summary>
    public bool IsOwned => factory is not null;

    public object Get(HttpContext http)
    {
        if (IsShared)
        {
            return shared ??= root.GetRequiredService(Type);
        }

        return factory is null
            ? http.RequestServices.GetRequiredService(Type)
            : factory(needsScope ? http.RequestServices : root, arguments);
    }
}
