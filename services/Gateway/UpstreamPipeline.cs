using Grpc.Core;
using Indicators.Gateway.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Indicators.Gateway;

/// <summary>How long and how often a service is asked.</summary>
internal sealed record UpstreamLimits
{
    /// <summary>Time for one try.</summary>
    public TimeSpan Try { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time for all tries together.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Further tries after the first.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Further tries and hedges that a call earns its service, 0 to 1; a few are free.</summary>
    public double RetryShare { get; init; } = 0.1;

    /// <summary>How long one address may take before the next is asked too, where a service has several.</summary>
    public TimeSpan Hedge { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Calls under way at once; more are refused.</summary>
    public int Concurrency { get; init; } = 512;

    /// <summary>How long an open circuit refuses calls.</summary>
    public TimeSpan Break { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>The one guard of a service, outermost first: total time, concurrency, retry with jitter, circuit, time of one try.</summary>
internal static class UpstreamPipeline
{
    public static ResiliencePipeline Build(
        UpstreamLimits limits, CircuitBreakerManualControl breaker, CircuitBreakerStateProvider circuit, RetryBudget budget) =>
        new ResiliencePipelineBuilder()
            .AddTimeout(limits.Total)
            .AddStrategy(_ => new AdmissionStrategy(limits.Concurrency, budget), new AdmissionOptions())
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Math.Max(limits.Retries, 1),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(40),
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is RpcException { StatusCode: StatusCode.Unavailable }
                        && arguments.AttemptNumber < limits.Retries
                        && budget.TryTake()),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = limits.Break,
                ManualControl = breaker,
                StateProvider = circuit,
                ShouldHandle = static arguments => ValueTask.FromResult(IsFailure(arguments.Outcome.Exception)),
            })
            .Build();

    /// <summary>The guard with the time of one try inside.</summary>
    public static ResiliencePipeline WithTry(ResiliencePipeline guard, UpstreamLimits limits) =>
        new ResiliencePipelineBuilder().AddPipeline(guard).AddTimeout(limits.Try).Build();

    /// <summary>Whether a call failed by its service and not by its request.</summary>
    public static bool IsFailure(Exception? exception) => exception is TimeoutRejectedException or RpcException
    {
        StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss,
    };

    private sealed class AdmissionOptions : ResilienceStrategyOptions;

    // Polly's own limiter is in a package that does not restore everywhere; refusing above a number takes an interlocked counter.
    private sealed class AdmissionStrategy(int most, RetryBudget budget) : ResilienceStrategy
    {
        private int underWay;

        protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
        {
            budget.Earn();
            try
            {
                return Interlocked.Increment(ref underWay) > most
                    ? Outcome.FromException<TResult>(new BusyException())
                    : await callback(context, state);
            }
            finally
            {
                Interlocked.Decrement(ref underWay);
            }
        }
    }
}

/// <summary>Too many calls to a service are under way.</summary>
internal sealed class BusyException() : Exception("Too many calls are under way.");
