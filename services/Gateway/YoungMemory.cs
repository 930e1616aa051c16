namespace Indicators.Gateway;

/// <summary>
/// Keeps the garbage of long streams small. Decoding a row leaves near 900 bytes behind that nobody needs once it is written; the collector
/// would rather let tens of megabytes of them gather, for it cannot know that almost nothing of them lives. Collecting what is young takes
/// less than a millisecond then.
/// </summary>
internal static class YoungMemory
{
    private const long MostLeft = 8 * 1024 * 1024;
    private static long atLastTime;

    /// <summary>Collects what is young when enough was left behind, by all streams together.</summary>
    public static void Tidy()
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var before = Volatile.Read(ref atLastTime);
        if (allocated - before > MostLeft && Interlocked.CompareExchange(ref atLastTime, allocated, before) == before)
        {
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        }
    }
}
