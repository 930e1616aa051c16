using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway;

/// <summary>A finished answer: its bytes and its headers as they are sent.</summary>
internal sealed record CachedAnswer(
    byte[] Body, StringValues ContentType, StringValues ETag, StringValues CacheControl, StringValues Language, StringValues LastModified,
    StringValues Link);

/// <summary>
/// Finished answers by address, for the state that they were made from only. It is bounded by bytes in two generations: when the young one
/// is full it becomes the old one and the old one goes, so that what is asked for stays without any bookkeeping on a hit.
/// </summary>
internal sealed class AnswerCache
{
    private const int LargestEntry = 256 * 1024;
    private const long LargestGeneration = 16 * 1024 * 1024;
    private const int EntryOverhead = 256;

    // An answer is kept when its address is asked for a second time: queries that never repeat would only fill the heap.
    private readonly int[] askedBefore = new int[1 << 14];
    private volatile Generations generations = new(VersionVector.None, new(), new());
    private long youngBytes;

    /// <summary>The finished answer of an address, made from this state; null where there is none.</summary>
    public CachedAnswer? Find(string address, VersionVector versions)
    {
        var now = generations;
        if (!ReferenceEquals(now.Versions, versions))
        {
            return null;
        }

        if (now.Young.TryGetValue(address, out var answer))
        {
            return answer;
        }

        if (now.Old.TryGetValue(address, out answer))
        {
            Keep(address, versions, answer);
        }

        return answer;
    }

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

    public void Keep(string address, VersionVector versions, CachedAnswer answer)
    {
        var now = generations;
        if (!ReferenceEquals(now.Versions, versions))
        {
            now = new Generations(versions, new(), new());
            generations = now;
            Interlocked.Exchange(ref youngBytes, 0);
        }

        if (now.Young.TryAdd(address, answer)
            && Interlocked.Add(ref youngBytes, answer.Body.Length + (2 * address.Length) + EntryOverhead) > LargestGeneration)
        {
            generations = new Generations(versions, new(), now.Young);
            Interlocked.Exchange(ref youngBytes, 0);
        }
    }

    private sealed record Generations(
        VersionVector Versions, ConcurrentDictionary<string, CachedAnswer> Young, ConcurrentDictionary<string, CachedAnswer> Old);
}
