using Grpc.Core;
using Indicators.Contracts.Encoded;
using Indicators.Data.V1;
using Indicators.Gateway.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Indicators.Gateway;

/// <summary>One service behind the gateway: its addresses, its guard and whether it answers.</summary>
internal sealed class Upstream
{
    private readonly Addresses addresses;
    private readonly ResiliencePipeline pipeline;
    private readonly HedgedReads? hedged;
    private readonly CircuitBreakerManualControl breaker = new();
    private readonly CircuitBreakerStateProvider circuit = new();
    private readonly QueryBatches batches;
    private long outages;
    private volatile CancellationTokenSource lost = new();
    private volatile bool isUp;
    private volatile bool isDown;

    /// <param name="index">Place in the order of services.</param>
    /// <param name="addresses">Its addresses, as one way to call it.</param>
    /// <param name="limits">Limits of the guard.</param>
    public Upstream(int index, Addresses addresses, UpstreamLimits limits)
    {
        Index = index;
        this.addresses = addresses;
        Data = new IndicatorDataService.IndicatorDataServiceClient(addresses);
        var budget = new RetryBudget(limits.RetryShare);
        var guard = UpstreamPipeline.Build(limits, breaker, circuit, budget);
        pipeline = UpstreamPipeline.WithTry(guard, limits);
        hedged = addresses.Count > 1 ? new HedgedReads(guard, budget, limits, addresses.Count) : null;
        batches = new QueryBatches(this);
    }

    public int Index { get; }

    public string Name => ServiceOrder.Names[Index];

    /// <summary>The address in use.</summary>
    public Uri Address => addresses.Current;

    /// <summary>How many addresses it has.</summary>
    public int AddressCount => addresses.Count;

    public CallInvoker Invoker => addresses;

    public IndicatorDataService.IndicatorDataServiceClient Data { get; }

    /// <summary>Small questions on their way to it.</summary>
    public QueryBatches Batches => batches;

    /// <summary>Whether calls go through.</summary>
    public CircuitState Circuit => circuit.CircuitState;

    /// <summary>Calls and streams that it did not answer.</summary>
    public long Outages => Volatile.Read(ref outages);

    /// <summary>Whether it answered last time it was asked.</summary>
    public bool IsUp => isUp;

    /// <summary>Whether it was asked and did not answer; a service that was never asked is neither up nor down.</summary>
    public bool IsDown => isDown;

    /// <summary>Cancelled once it no longer answers: what waits for it then need not wait for its own time limit.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>A page of figures through the guard; small questions of several readers share a call.</summary>
    /// <exception cref="UpstreamDownException">It cannot be reached, or not in time.</exception>
    /// <exception cref="RpcException">It refused the request.</exception>
    public async ValueTask<EncodedPage> QueryAsync(QueryObservationsRequest request, CancellationToken cancellation) =>
        QueryBatches.IsSmall(request)
        ? await batches.QueryAsync(request, cancellation)
        : await CallAsync<QueryObservationsRequest, EncodedPage>(Query, request, cancellation);

    /// <summary>Asks for a page of figures that stay encoded.</summary>
    public AsyncUnaryCall<EncodedPage> Query(QueryObservationsRequest request, CallOptions options) =>
        addresses.AsyncUnaryCall(EncodedDataService.QueryObservations, null, options, request);

    /// <summary>Asks for several pages of figures that stay encoded.</summary>
    public AsyncUnaryCall<EncodedBatch> Query(BatchQueryObservationsRequest request, CallOptions options) =>
        addresses.AsyncUnaryCall(EncodedDataService.BatchQueryObservations, null, options, request);

    /// <summary>Calls a read through the guard; only reads, for it may be made more than once.</summary>
    /// <exception cref="UpstreamDownException">It cannot be reached, or not in time.</exception>
    /// <exception cref="RpcException">It refused the request.</exception>
    public async ValueTask<TResponse> CallAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method, TRequest request, CancellationToken cancellation)
        where TResponse : notnull
    {
        using var linked = Link(cancellation);
        var ending = linked?.Token ?? Lost;
        try
        {
            return hedged is not null
                ? await hedged.CallAsync(method, request, ending)
                : await pipeline.ExecuteAsync(
                    static async (call, token) => await call.method(call.request, new CallOptions(cancellationToken: token)),
                    (method, request),
                    ending);
        }
        catch (Exception exception) when (IsOutage(exception, cancellation))
        {
            throw Down(exception);
        }
    }

    /// <summary>Opens a stream through the guard and reads its first message; null where the stream is empty.</summary>
    /// <exception cref="UpstreamDownException">It cannot be reached, or not in time.</exception>
    /// <exception cref="RpcException">It refused the request.</exception>
    public async ValueTask<AsyncServerStreamingCall<TResponse>?> OpenAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncServerStreamingCall<TResponse>> method, TRequest request, CancellationToken cancellation)
    {
        using var linked = Link(cancellation);
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
                linked?.Token ?? Lost);
        }
        catch (Exception exception) when (IsOutage(exception, cancellation))
        {
            throw Down(exception);
        }
    }

    /// <summary>Reads the next message of a stream that was opened here; one that waits when the service is lost fails.</summary>
    /// <exception cref="UpstreamDownException">It went away.</exception>
    public async ValueTask<bool> NextAsync<T>(AsyncServerStreamingCall<T> call, CancellationToken cancellation)
    {
        using var linked = Link(cancellation);
        try
        {
            return await call.ResponseStream.MoveNext(linked?.Token ?? Lost);
        }
        catch (Exception exception) when (IsOutage(exception, cancellation))
        {
            throw Down(exception);
        }
    }

    /// <summary>The address in use did not answer: the next one is asked from now on.</summary>
    public void UseNextAddress() => addresses.UseNext();

    /// <summary>It answered: calls are let through at once. True where it did not before.</summary>
    public async Task<bool> MarkUpAsync()
    {
        if (isUp)
        {
            return false;
        }

        await breaker.CloseAsync();
        (isUp, isDown) = (true, false);
        return true;
    }

    /// <summary>It did not answer: calls are refused at once, and those that wait fail. True where it answered before.</summary>
    public async Task<bool> MarkDownAsync()
    {
        if (isDown)
        {
            return false;
        }

        var changed = isUp;
        (isUp, isDown) = (false, true);
        await breaker.IsolateAsync();

        // Not disposed: calls that begin at this moment still link to it.
        await Interlocked.Exchange(ref lost, new CancellationTokenSource()).CancelAsync();
        return changed;
    }

    private UpstreamDownException Down(Exception exception)
    {
        Interlocked.Increment(ref outages);
        return new UpstreamDownException(Index, exception);
    }

    private CancellationTokenSource? Link(CancellationToken cancellation) =>
        cancellation.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellation, Lost) : null;

    // What a service says of a request is passed on; whatever else comes of a call is no answer, a reply that cannot be read among it.
    private static bool IsOutage(Exception exception, CancellationToken cancellation) => exception switch
    {
        TimeoutRejectedException or BrokenCircuitException or BusyException => true,
        RpcException rpc => !cancellation.IsCancellationRequested
            && rpc.StatusCode is not (StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.OutOfRange),
        ObjectDisposedException or OperationCanceledException => !cancellation.IsCancellationRequested,
        _ => false,
    };
}

/// <summary>A service that an answer needs cannot be reached, or has too much to do.</summary>
internal sealed class UpstreamDownException(int service, Exception? inner = null)
    : Exception($"{ServiceOrder.Names[service]} cannot be reached.", inner)
{
    public int Service { get; } = service;

    /// <summary>It answers, and too many calls are under way.</summary>
    public bool IsBusy => InnerException is BusyException;
}
