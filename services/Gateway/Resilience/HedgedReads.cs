using Grpc.Core;
using Polly;
using Polly.Hedging;

namespace Indicators.Gateway.Resilience;

/// <summary>
/// Reads of a service with several addresses: where one does not answer soon, or fails, the next is asked too and the first answer counts.
/// </summary>
internal sealed class HedgedReads(ResiliencePipeline guard, RetryBudget budget, UpstreamLimits limits, int addresses)
{
    private readonly ResiliencePipeline<object> pipeline = new ResiliencePipelineBuilder<object>()
        .AddPipeline(guard)
        .AddHedging(new HedgingStrategyOptions<object>
        {
            MaxHedgedAttempts = Math.Min(addresses - 1, 10),
            Delay = limits.Hedge,
            ShouldHandle = static arguments => ValueTask.FromResult(UpstreamPipeline.IsFailure(arguments.Outcome.Exception)),
            ActionGenerator = arguments => budget.TryTake() ? () => arguments.Callback(arguments.ActionContext) : null,
        })
        .AddTimeout(limits.Try)
        .Build();

    public async ValueTask<TResponse> CallAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method, TRequest request, CancellationToken cancellation)
        where TResponse : notnull => (TResponse)await pipeline.ExecuteAsync(
        static async (call, token) => (object)await call.NextAsync(token), new Call<TRequest, TResponse>(method, request), cancellation);

    private sealed class Call<TRequest, TResponse>(Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method, TRequest request)
    {
        private int attempts = -1;

        public async Task<TResponse> NextAsync(CancellationToken cancellation)
        {
            using var call = Addresses.Begin(Interlocked.Increment(ref attempts), method, request, cancellation);
            return await call;
        }
    }
}
