using Grpc.Core.Interceptors;

namespace Grpc.Server;

/// <summary>
/// Gives each call its method, bound to the service instance and wrapped by the interceptors (the first outermost). Where all of them
/// live as long as the process, that is done once.
/// </summary>
internal sealed class MethodSource<TMethod>(
    InstanceSource service, InstanceSource[] interceptors, Func<object, TMethod> bind, Func<Interceptor, TMethod, TMethod> wrap)
    where TMethod : Delegate
{
    private readonly bool isShared = service.IsShared && interceptors.All(interceptor => interceptor.IsShared);
    private TMethod? shared;

    public TMethod Get(ServerCall call) => isShared ? shared ??= Build(call) : Build(call);

    private TMethod Build(ServerCall call)
    {
        var method = bind(GetInstance(service, call));
        for (var i = interceptors.Length - 1; i >= 0; i--)
        {
            method = wrap((Interceptor)GetInstance(interceptors[i], call), method);
        }

        return method;
    }

    private static object GetInstance(InstanceSource source, ServerCall call)
    {
        var instance = source.Get(call.Http);
        if (source.IsOwned && instance is IDisposable or IAsyncDisposable)
        {
            call.DisposeAfterwards(instance);
        }

        return instance;
    }
}
