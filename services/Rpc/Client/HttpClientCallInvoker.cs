using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Client;

/// <summary>Makes the calls of a channel.</summary>
internal sealed class HttpClientCallInvoker(GrpcChannel channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        new SingleResponseCall<TRequest, TResponse>(channel, method, host, options).Start(request).GetAwaiter().GetResult();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new SingleResponseCall<TRequest, TResponse>(channel, method, host, options);
        return new AsyncUnaryCall<TResponse>(
            call.Start(request),
            ClientCall.ResponseHeaders,
            ClientCall.FinalStatus,
            ClientCall.FinalTrailers,
            ClientCall.DisposeCall,
            call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new StreamingResponseCall<TRequest, TResponse>(channel, method, host, options);
        call.Start(request);
        return new AsyncServerStreamingCall<TResponse>(
            call, ClientCall.ResponseHeaders, ClientCall.FinalStatus, ClientCall.FinalTrailers, ClientCall.DisposeCall, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new SingleResponseCall<TRequest, TResponse>(channel, method, host, options);
        var (requests, response) = call.StartStream();
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            requests, response, ClientCall.ResponseHeaders, ClientCall.FinalStatus, ClientCall.FinalTrailers, ClientCall.DisposeCall, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new StreamingResponseCall<TRequest, TResponse>(channel, method, host, options);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            call.StartStream(), call, ClientCall.ResponseHeaders, ClientCall.FinalStatus, ClientCall.FinalTrailers, ClientCall.DisposeCall, call);
    }
}
