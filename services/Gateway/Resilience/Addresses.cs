using Grpc.Core;

namespace Indicators.Gateway.Resilience;

/// <summary>
/// The addresses of one service as one way to call it: calls go to the one in use, a further attempt of a hedged read to the one after it.
/// </summary>
internal sealed class Addresses(IReadOnlyList<Uri> addresses, CallInvoker[] invokers) : CallInvoker
{
    // Set only while a call is begun, which happens on the thread that asks for it.
    [ThreadStatic]
    private static int attempt;

    private volatile int inUse;

    public int Count => invokers.Length;

    /// <summary>The address in use.</summary>
    public Uri Current => addresses[inUse];

    private CallInvoker Invoker => invokers[(inUse + attempt) % invokers.Length];

    /// <summary>The one in use did not answer: the next is used.</summary>
    public void UseNext() => inUse = (inUse + 1) % invokers.Length;

    /// <summary>Begins a call at the address of an attempt, 0 being the one in use.</summary>
    public static AsyncUnaryCall<TResponse> Begin<TRequest, TResponse>(
        int attempt, Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method, TRequest request, CancellationToken cancellation)
    {
        Addresses.attempt = attempt;
        try
        {
            return method(request, new CallOptions(cancellationToken: cancellation));
        }
        finally
        {
            Addresses.attempt = 0;
        }
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        Invoker.BlockingUnaryCall(method, host, options, request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        Invoker.AsyncUnaryCall(method, host, options, request);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        Invoker.AsyncServerStreamingCall(method, host, options, request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => Invoker.AsyncClientStreamingCall(method, host, options);

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => Invoker.AsyncDuplexStreamingCall(method, host, options);
}
