using Grpc.Core;
using Indicators.Data.V1;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Indicators.Gateway;

/// <summary>One service behind the gateway: its channel, its guard and whether it answers.</summary>
internal sealed class Upstream
{
    private readonly ResiliencePipeline pipeline;
    private readonly CircuitBreakerManualControl breaker;
    private readonly QueryBatches batches;
    private volatile bool isUp;

    public Upstream(int index, Uri address, CallInvoker invoker, UpstreamLimits limits)
    {
        Index = index;
        Address = address;
        Invoker = invoker;
        Data = new IndicatorDataService.IndicatorDataServiceClient(invoker);
        breaker = new CircuitBreakerManualControl();
        pipeline = UpstreamPipeline.Build(limits, breaker);
        batches = new QueryBatches(this);
    }

    public int Index { get; }

    public string Name => ServiceOrder.Names[Index];

    public Uri Address { get; }

    public CallInvoker Invoker { get; }

    public IndicatorDataService.IndicatorDataServiceClient Data { get; }

    /// <summary>Whether it answered last time it was asked.</summary>
    public bool IsUp => isUp;

    /// <summary>A page of figures through the guard; small questions of several readers share a call.</summary>
    /// <exception cref="UpstreamDownException">It cannot be reached, or not in time.</exception>
    /// <exception cref="RpcException">It answered with an error.</exception>
    public async ValueTask<QueryObservationsResponse> QueryAsync(QueryObservationsRequest request, CancellationToken cancellation) =>
        QueryBatches.IsSmall(request)
        ? await batches.QueryAsync(request, cancellation)
        : await CallAsync(Data.QueryObservationsAsync, request, cancellation);

    /// <summary>Calls a read through the guard.</summary>
    /// <exception cref="UpstreamDownException">It cannot be reached, or not in time.</exception>
    /// <exception cref="RpcException">It answered with an error.</exception>
    public async ValueTask<TResponse> CallAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method, TRequest request, CancellationToken cancellation)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                static async (call, token) => await call.method(call.request, new CallOptions(cancellationToken: token)),
                (method, request),
                cancellation);
        }
        catch (Exception exception) when (IsOutage(exception, cancellation))
        {
            throw new UpstreamDownException(Index, exception);
        }
    }

    /// <summary>Opens a stream through the guard and reads its first message; null where the stream is empty.</summary>
    /// <exception cref="UpstreamDownException">It cannot be reached, or not in time.</exception>
    /// <exception cref="RpcException">It answered with an error.</exception>
    public async ValueTask<AsyncServerStreamingCall<TResponse>?> OpenAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncServerStreamingCall<TResponse>> method, TRequest request, CancellationToken cancellation)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                static async (open, token) =>
                {
                    // The stream outlives the guard's time limit, so it takes the caller's token and only its opening is cut short.
                    var call = open.method(open.request, new CallOptions(cancellationToken: open.cancellation));
                    await using var late = token.Register(call.Dispose);
                    if (await call.ResponseStream.MoveNext(open.cancellation))
                    {
                        return call;
                    }

                    call.Dispose();
                    return null;
                },
                (method, request, cancellation),
                cancellation);
        }
        catch (Exception exception) when (IsOutage(exception, cancellation))
        {
            throw new UpstreamDownException(Index, exception);
        }
    }

    /// <summary>It answered: calls are let through at once. True where it did not before.</summary>
    public async Task<bool> MarkUpAsync()
    {
        if (isUp)
        {
            return false;
        }

        await breaker.CloseAsync();
        isUp = true;
        return true;
    }

    /// <summary>It did not answer. True where it did before.</summary>
    public bool MarkDown()
    {
        var changed = isUp;
        isUp = false;
        return changed;
    }

    private static bool IsOutage(Exception exception, CancellationToken cancellation) => exception switch
    {
        TimeoutRejectedException or BrokenCircuitException or BusyException => true,
        RpcException rpc =>
            !cancellation.IsCancellationRequested
                && rpc.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled,
        ObjectDisposedException => !cancellation.IsCancellationRequested,
        _ => false,
    };
}

/// <summary>A service that an answer needs cannot be reached.</summary>
internal sealed class UpstreamDownException(int service, Exception? inner = null)
    : Exception($"{ServiceOrder.Names[service]} cannot be reached.", inner)
{
    public int Service { get; } = service;
}
