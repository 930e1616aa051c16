using Grpc.Core;

namespace Grpc.Server;

/// <summary>A stream of requests, one response.</summary>
internal sealed class ClientStreamingCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, MethodSettings settings, MethodSource<ClientStreamingServerMethod<TRequest, TResponse>> source)
    : CallHandler<TRequest, TResponse>(method, settings)
    where TRequest : class
    where TResponse : class
{
    protected override async ValueTask<TResponse?> InvokeAsync(ServerCall call) =>
        await source.Get(call)(OpenRequests(call), call) ?? throw NoMessage();
}
