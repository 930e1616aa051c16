namespace Indicators.Contracts;

/// <summary>Wakes everybody who waits for a change, at once and without anything held for those who do not wait.</summary>
public sealed class ChangeSignal(TimeProvider clock)
{
    private TaskCompletionSource next = Unset();

    /// <summary>Ends with the next change. Take it before reading what changes: then no change falls in between.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <summary>Something changed.</summary>
    public void Set() => Interlocked.Exchange(ref next, Unset()).SetResult();

    /// <summary>Waits for a change, or until a time is over.</summary>
    /// <exception cref="OperationCanceledException">It is cancelled meanwhile.</exception>
    public async Task WaitAsync(Task change, TimeSpan most, CancellationToken cancellation)
    {
        await change.WaitAsync(most, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource Unset() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
