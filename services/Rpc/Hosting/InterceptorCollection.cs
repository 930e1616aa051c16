using System.Collections.ObjectModel;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server;

/// <summary>Interceptors in the order they run.</summary>
public class InterceptorCollection : Collection<InterceptorRegistration>
{
    /// <summary>Adds an interceptor type; it is taken from the container, or made for each call with these arguments.</summary>
    public void Add<TInterceptor>(params object[] args)
        where TInterceptor : Interceptor => Add(typeof(TInterceptor), args);

    /// <summary>Adds an interceptor type; it is taken from the container, or made for each call with these arguments.</summary>
    public void Add(Type interceptorType, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(interceptorType);
        if (!interceptorType.IsSubclassOf(typeof(Interceptor)))
        {
            throw new ArgumentException($"{interceptorType} does not derive from {typeof(Interceptor)}.", nameof(interceptorType));
        }

        Add(new InterceptorRegistration(interceptorType, args));
    }
}

/// <summary>One interceptor type with the constructor arguments that the container does not know.</summary>
public class InterceptorRegistration
{
    internal InterceptorRegistration(Type type, object[] arguments)
    {
        Type = type ?? throw new ArgumentNullException(nameof(type));
        Arguments = [.. arguments ?? throw new ArgumentNullException(nameof(arguments))];
    }

    /// <summary>The interceptor's type.</summary>
    public Type Type { get; }

    /// <summary>Constructor arguments.</summary>
    public IReadOnlyList<object> Arguments { get; }
}
