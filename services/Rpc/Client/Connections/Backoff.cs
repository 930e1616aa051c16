namespace Grpc.Client;

/// <summary>Waits that grow by the factor and the jitter of gRPC's connection backoff; null is no upper bound.</summary>
internal sealed class Backoff(TimeSpan initial, TimeSpan? max)
{
    private const double Factor = 1.6;
    private const double Jitter = 0.2;

    // What a timer takes at most, with room for the jitter.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private TimeSpan next = Shorter(initial, max);

    public TimeSpan Next()
    {
        var wait = next * (1 + (Jitter * ((2 * Random.Shared.NextDouble()) - 1)));
        next = Shorter(next * Factor, max);
        return wait;
    }

    public void Reset() => next = Shorter(initial, max);

    private static TimeSpan Shorter(TimeSpan wait, TimeSpan? max) => wait < (max ?? Longest) ? wait : max ?? Longest;
}
