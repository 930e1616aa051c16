using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway;

/// <summary>A finished answer: its bytes and its headers as they are sent.</summary>
/// <param name="Versions">What it is the answer for; null for one that is never given as the newest.</param>
/// <param name="Made">When it was made.</param>
/// <param name="IsOurs">It is an object of ours, which may get a member more, and no document of a foreign standard.</param>
/// <param name="Endpoint">What made it.</param>
internal sealed record CachedAnswer(
    byte[] Body, StringValues ContentType, StringValues ETag, StringValues CacheControl, StringValues Language, StringValues LastModified,
    StringValues Link, VersionVector? Versions, DateTimeOffset Made, bool IsOurs, Endpoint? Endpoint)
{
    /// <summary>Content-Security-Policy of a page or a picture; empty for data.</summary>
    public StringValues Policy { get; init; }

    /// <summary>The day that it was judged on and is given as the newest on; "" where the day does not matter.</summary>
    public string Day { get; init; } = "";
}

/// <summary>
/// Finished answers by address. One is given as the newest for the state that it was made from only; after that it stays as the last good
/// answer, for when a service is down. Bounded by bytes in two generations: when the young one is full it becomes the old one and the old
/// one goes, so that what is asked for stays without any bookkeeping on a hit.
/// </summary>
internal sealed class AnswerCache(TimeProvider clock)
{
    private const int LargestEntry = 256 * 1024;
    private const long LargestGeneration = 16 * 1024 * 1024;
    private const int EntryOverhead = 256;
    private const int FirstASecond = 50;

    // An answer is kept when its address is asked for a second time: queries that never repeat would only fill the heap. While few are
    // asked, each is kept at once, so that there is a last good answer of it.
    private readonly int[] askedBefore = new int[1 << 14];
    private volatile Generations generations = new(new(), new());
    private long youngBytes;
    private long stale;
    private long second;
    private int firstInSecond;

    /// <summary>The finished answer of an address, made from this state; null where there is none.</summary>
    public CachedAnswer? Find(string address, VersionVector versions)
    {
        var now = generations;
        if (now.Young.TryGetValue(address, out var answer))
        {
            return IsNewest(answer, versions) ? answer : null;
        }

        return now.Old.TryGetValue(address, out answer) && IsNewest(answer, versions) ? Renew(address, answer) : null;
    }

    /// <summary>The last good answer of an address, whatever it was made from; null where there is none.</summary>
    public CachedAnswer? Last(string address)
    {
        var now = generations;
        return now.Young.TryGetValue(address, out var answer) ? answer
            : now.Old.TryGetValue(address, out answer) ? Renew(address, answer)
            : null;
    }

    /// <summary>How often an answer was given although it may not be the newest.</summary>
    public long Stale => Volatile.Read(ref stale);

    public void CountStale() => Interlocked.Increment(ref stale);

    /// <summary>Whether an answer of this size, asked for at this address, is worth keeping.</summary>
    public bool Wants(string address, int bytes)
    {
        if (bytes > LargestEntry)
        {
            return false;
        }

        var hash = address.GetHashCode(StringComparison.Ordinal);
        ref var slot = ref askedBefore[hash & (askedBefore.Length - 1)];
        var again = slot == hash;
        slot = hash;
        return again;
    }

    /// <summary>Whether there is room for one that is asked for the first time; it is taken then.</summary>
    public bool HasRoom(int bytes)
    {
        var now = clock.GetTimestamp() / clock.TimestampFrequency;
        if (Interlocked.Exchange(ref second, now) != now)
        {
            Volatile.Write(ref firstInSecond, 0);
        }

        return bytes <= LargestEntry && Volatile.Read(ref firstInSecond) < FirstASecond && Interlocked.Increment(ref firstInSecond) <= FirstASecond;
    }

    public void Keep(string address, CachedAnswer answer)
    {
        var now = generations;
        var gained = Size(address, answer) - (now.Young.TryGetValue(address, out var before) ? Size(address, before) : 0);
        now.Young[address] = answer;
        if (Interlocked.Add(ref youngBytes, gained) > LargestGeneration)
        {
            generations = new Generations(new(), now.Young);
            Interlocked.Exchange(ref youngBytes, 0);
        }
    }

    private bool IsNewest(CachedAnswer answer, VersionVector versions) =>
        ReferenceEquals(answer.Versions, versions) && (answer.Day.Length == 0 || answer.Day == Contracts.Today.Of(clock));

    private static long Size(string address, CachedAnswer answer) => answer.Body.Length + (2 * address.Length) + EntryOverhead;

    private CachedAnswer Renew(string address, CachedAnswer answer)
    {
        Keep(address, answer);
        return answer;
    }

    private sealed record Generations(ConcurrentDictionary<string, CachedAnswer> Young, ConcurrentDictionary<string, CachedAnswer> Old);
}
