namespace Indicators.Gateway.Resilience;

/// <summary>
/// Further tries and hedges that a service may be given: a share of its calls, and a few beyond for one that is asked seldom. A service in
/// trouble so gets hardly more calls than one that is well.
/// </summary>
/// <param name="share">Further tries a call earns, 0 to 1.</param>
internal sealed class RetryBudget(double share)
{
    private const int One = 1000;
    private const int Most = 10 * One;

    private readonly int earned = (int)(share * One);
    private int left = Most;

    /// <summary>A call was made.</summary>
    public void Earn()
    {
        if (Volatile.Read(ref left) < Most)
        {
            Interlocked.Add(ref left, earned);
        }
    }

    /// <summary>Whether one more try may be made; it is counted then.</summary>
    public bool TryTake()
    {
        if (Interlocked.Add(ref left, -One) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref left, One);
        return false;
    }
}
