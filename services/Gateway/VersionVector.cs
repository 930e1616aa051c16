using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Indicators.Gateway;

/// <summary>
/// The data version of the suite: the sequence of each service and a short hash of their own versions, `12.7.9.20.15.30-9f3a61c2`, with `-`
/// in the place of a service that did not answer.
/// </summary>
internal sealed class VersionVector
{
    private const int Remembered = 2048;

    // A past vector can be taken apart exactly only while the versions it was made from are remembered; else the sequences stand alone. Two
    // generations: when the young one is full it becomes the old one and the old one goes.
    private static volatile ConcurrentDictionary<string, VersionVector> young = new(StringComparer.Ordinal);
    private static volatile ConcurrentDictionary<string, VersionVector> old = new(StringComparer.Ordinal);
    private static int youngCount;

    private readonly string[] parts;

    private VersionVector(string[] parts)
    {
        this.parts = parts;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        Text = string.Concat(string.Join('.', parts.Select(Sequence)), "-", Convert.ToHexStringLower(hash.AsSpan(0, 4)));
        Encoded = JsonEncodedText.Encode(Text);
    }

    private VersionVector(string[] parts, string text)
    {
        this.parts = parts;
        Text = text;
        Encoded = JsonEncodedText.Encode(Text);
    }

    /// <summary>Nothing has answered yet.</summary>
    public static VersionVector None { get; } = new([.. Enumerable.Repeat("", ServiceOrder.Count)]);

    public string Text { get; }

    /// <summary>Each service's own version is known, not only its sequence.</summary>
    public bool IsExact => parts.All(p => p.Length == 0 || p.Contains('-'));

    public JsonEncodedText Encoded { get; }

    /// <summary>The sequences added up: grows with every publication.</summary>
    public long Total => parts.Where(p => p.Length > 0).Sum(p => long.Parse(Sequence(p), NumberStyles.None));

    /// <summary>How many changes one service had stored; 0 where it did not answer.</summary>
    public long Sequence(int service) => parts[service].Length == 0 ? 0 : long.Parse(Sequence(parts[service]), NumberStyles.None);

    /// <summary>The version of one service, `12-9f3a61c2`; "" where it did not answer.</summary>
    public string this[int service] => parts[service];

    /// <summary>The vector with another version of one service; the same instance where nothing changes.</summary>
    public VersionVector With(int service, string version)
    {
        if (parts[service] == version)
        {
            return this;
        }

        var changed = (string[])parts.Clone();
        changed[service] = version;
        return Remember(new VersionVector(changed));
    }

    /// <summary>Of the versions of all services, in order.</summary>
    public static VersionVector Of(IEnumerable<string> versions) => Remember(new VersionVector([.. versions]));

    /// <summary>Reads what an earlier answer gave; null where it is no data version.</summary>
    public static VersionVector? Parse(string text)
    {
        if (young.TryGetValue(text, out var known) || old.TryGetValue(text, out known))
        {
            return known;
        }

        var dash = text.LastIndexOf('-');
        if (dash < 0 || text.Length > 200 || !IsHash(text.AsSpan(dash + 1)))
        {
            return null;
        }

        var sequences = text[..dash].Split('.');
        return sequences.Length == ServiceOrder.Count && sequences.All(s => s == "-" || long.TryParse(s, NumberStyles.None, null, out _))
            ? new VersionVector([.. sequences.Select(s => s == "-" ? "" : s)], text)
            : null;
    }

    /// <summary>Whether a text has the form of a service's own version: a sequence and behind a dash a hash, or `0-` before the first change.</summary>
    public static bool IsVersion(string text) =>
        text == "0-" || text.IndexOf('-') is var dash and > 0 and < 19 && !text.AsSpan(0, dash).ContainsAnyExceptInRange('0', '9') && IsHash(text.AsSpan(dash + 1));

    private static string Sequence(string version) =>
        version.Length == 0 ? "-" : version.IndexOf('-') is var dash and > 0 ? version[..dash] : version;

    private static bool IsHash(ReadOnlySpan<char> text) => text.Length == 8 && !text.ContainsAnyExcept("0123456789abcdef");

    private static VersionVector Remember(VersionVector vector)
    {
        if (young.TryAdd(vector.Text, vector) && Interlocked.Increment(ref youngCount) >= Remembered)
        {
            old = young;
            young = new(StringComparer.Ordinal);
            Interlocked.Exchange(ref youngCount, 0);
        }

        return vector;
    }
}
