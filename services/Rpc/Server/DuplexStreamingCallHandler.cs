using Grpc.Core;

namespace Grpc.Server;

/// <summary>A stream of requests, a stream of responses.</summary>
internal sealed class DuplexStreamingCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, MethodSettings settings, MethodSource<DuplexStreamingServerMethod<TRequest, TResponse>> source)
    : CallHandler<TRequest, TResponse>(method, settings)
    where TRequest : class
    where TResponse : class
{
    protected override async ValueTask<TResponse?> InvokeAsync(ServerCall call)
    {
        await source.Get(call)(OpenRequests(call), OpenResponses(call), call);
        return null;
    }
}
