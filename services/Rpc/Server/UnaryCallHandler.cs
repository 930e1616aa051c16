using System.Runtime.CompilerServices;
using Grpc.Core;

namespace Grpc.Server;

/// <summary>One request, one response.</summary>
internal sealed class UnaryCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, MethodSettings settings, MethodSource<UnaryServerMethod<TRequest, TResponse>> source)
    : CallHandler<TRequest, TResponse>(method, settings)
    where TRequest : class
    where TResponse : class
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<TResponse?> InvokeAsync(ServerCall call)
    {
        var request = await ReadRequestAsync(call);
        return await source.Get(call)(request, call)
            ?? throw NoMessage();
    }
}
