using System.Numerics;

namespace Indicators.Gateway.Search;

/// <summary>
/// A set of documents by their numbers, one bit each: 5,000 of them are 79 words, so that joining and counting cost next to nothing.
/// </summary>
internal sealed class DocumentSet(int capacity)
{
    private const int WordBits = 64;
    private readonly ulong[] words = new ulong[(capacity + WordBits - 1) / WordBits];

    public int Count => words.Sum(BitOperations.PopCount);

    public static DocumentSet All(int capacity)
    {
        var all = new DocumentSet(capacity);
        for (var document = 0; document < capacity; document++)
        {
            all.Add(document);
        }

        return all;
    }

    public bool Contains(int document) => (words[document / WordBits] & (1UL << (document % WordBits))) != 0;

    public void Add(int document) => words[document / WordBits] |= 1UL << (document % WordBits);

    public void Add(ReadOnlySpan<int> documents)
    {
        foreach (var document in documents)
        {
            Add(document);
        }
    }

    public void Remove(int document) => words[document / WordBits] &= ~(1UL << (document % WordBits));

    public DocumentSet And(DocumentSet other) => Join(other, static (one, two) => one & two);

    public DocumentSet Or(DocumentSet other) => Join(other, static (one, two) => one | two);

    public DocumentSet Except(DocumentSet other) => Join(other, static (one, two) => one & ~two);

    /// <summary>How many documents both hold.</summary>
    public int CountWith(DocumentSet other)
    {
        var count = 0;
        for (var i = 0; i < words.Length; i++)
        {
            count += BitOperations.PopCount(words[i] & other.words[i]);
        }

        return count;
    }

    /// <summary>The documents in order of their numbers.</summary>
    public IEnumerable<int> InOrder()
    {
        for (var i = 0; i < words.Length; i++)
        {
            for (var word = words[i]; word != 0; word &= word - 1)
            {
                yield return (i * WordBits) + BitOperations.TrailingZeroCount(word);
            }
        }
    }

    private DocumentSet Join(DocumentSet other, Func<ulong, ulong, ulong> join)
    {
        var joined = new DocumentSet(words.Length * WordBits);
        for (var i = 0; i < words.Length; i++)
        {
            joined.words[i] = join(words[i], other.words[i]);
        }

        return joined;
    }
}
