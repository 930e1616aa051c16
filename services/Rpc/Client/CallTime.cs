using Grpc.Core;

namespace Grpc.Client;

/// <summary>When a call has to stop: its caller cancels, its deadline passes (as the timer says), or its channel is disposed.</summary>
internal sealed class CallTime : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly CancellationTokenSource source;
    private readonly DateTime? deadline;
    private ITimer? timer;
    private volatile bool hasPassed;

    public CallTime(CallOptions options, CancellationToken channelDisposed)
    {
        deadline = options.Deadline is { } at && at != DateTime.MaxValue ? CheckKind(at) : null;
        source = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, channelDisposed);
        Token = source.Token;
    }

    /// <summary>Valid after the end of the call too.</summary>
    public CancellationToken Token { get; }

    public bool HasPassed => hasPassed;

    public bool IsCancelled => Token.IsCancellationRequested;

    /// <summary>Starts the timer and returns what is left of the time; null is no limit.</summary>
    public TimeSpan? Start()
    {
        Token.ThrowIfCancellationRequested();
        if (deadline is null)
        {
            return null;
        }

        var left = deadline.Value - TimeProvider.System.GetUtcNow().UtcDateTime;
        if (left <= TimeSpan.Zero)
        {
            Pass();
            Token.ThrowIfCancellationRequested();
        }

        if (left <= LongestTimer)
        {
            timer = TimeProvider.System.CreateTimer(static state => ((CallTime)state!).Pass(), this, left, Timeout.InfiniteTimeSpan);
        }

        return left;
    }

    public void Cancel()
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended before.
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        source.Dispose();
    }

    private static DateTime CheckKind(DateTime deadline) => deadline.Kind == DateTimeKind.Utc || deadline == DateTime.MinValue
        ? deadline
        : throw new InvalidOperationException("The deadline must be UTC, DateTime.MinValue or DateTime.MaxValue.");

    private void Pass()
    {
        hasPassed = true;
        Cancel();
    }
}
