using Grpc.Core;

namespace Grpc.Server;

/// <summary>One request, a stream of responses.</summary>
internal sealed class ServerStreamingCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, MethodSettings settings, MethodSource<ServerStreamingServerMethod<TRequest, TResponse>> source)
    : CallHandler<TRequest, TResponse>(method, settings)
    where TRequest : class
    where TResponse : class
{
    protected override async ValueTask<TResponse?> InvokeAsync(ServerCall call)
    {
        var request = await ReadRequestAsync(call);
        await source.Get(call)(request, OpenResponses(call), call);
        return null;
    }
}
