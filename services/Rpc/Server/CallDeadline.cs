using Microsoft.Extensions.Logging;

namespace Grpc.Server;

/// <summary>The caller's time limit. That it passed is what the timer says: two clocks compared would race.</summary>
internal sealed class CallDeadline : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly TaskCompletionSource fired = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource cancellation;
    private readonly ILogger logger;
    private readonly ITimer? timer;
    private volatile bool hasFired;

    public CallDeadline(TimeSpan timeout, CancellationToken aborted, ILogger logger)
    {
        this.logger = logger;
        cancellation = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        At = timeout < DateTime.MaxValue - now ? now + timeout : DateTime.MaxValue;
        if (timeout <= LongestTimer)
        {
            timer = TimeProvider.System.CreateTimer(static state => ((CallDeadline)state!).Fire(), this, timeout, Timeout.InfiniteTimeSpan);
        }
    }

    public DateTime At { get; }

    public bool HasFired => hasFired;

    public Task Fired => fired.Task;

    public CancellationToken CancellationToken => cancellation.Token;

    public void Dispose()
    {
        timer?.Dispose();
        cancellation.Dispose();
    }

    private void Fire()
    {
        hasFired = true;
        fired.TrySetResult();
        try
        {
            cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended while the timer was on its way.
        }
        catch (AggregateException error)
        {
            // A callback of the handler failed; on a timer's thread it would end the process.
            logger.CancellationCallbackFailed(error);
        }
    }
}
