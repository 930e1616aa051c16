using System.Collections.Concurrent;
using System.Collections.Frozen;
using Google.Protobuf;
using Indicators.Types.V1;

namespace Indicators.Store;

/// <summary>What a service knows by heart as of its last change: definitions, releases and data versions, never figures. Immutable.</summary>
public sealed class Snapshot
{
    private readonly ConcurrentDictionary<string, ByteString> encoded = new(StringComparer.Ordinal);

    internal Snapshot(IReadOnlyList<string> versions, IEnumerable<StoredRelease> releases, IEnumerable<Indicator> indicators)
    {
        Versions = versions;
        Releases = releases.ToFrozenDictionary(r => r.Number);
        ReleasesById = Releases.Values.ToFrozenDictionary(r => r.Release.Id, StringComparer.Ordinal);
        Indicators = indicators.OrderBy(i => i.Code, StringComparer.Ordinal).ToList();
        IndicatorsByCode = Indicators.ToFrozenDictionary(i => i.Code, StringComparer.Ordinal);
        NewestFirst = Releases.Values
            .OrderByDescending(r => r.Release.KnownFrom, StringComparer.Ordinal).ThenBy(r => r.Release.Id, StringComparer.Ordinal)
            .Select(r => r.Release).ToList();
    }

    /// <summary>Number of the last stored change.</summary>
    public long Sequence => Versions.Count - 1;

    /// <summary>Data version of the last stored change.</summary>
    public string DataVersion => Versions[^1];

    /// <summary>When the last change was stored, RFC 3339 in UTC; "" in an empty store.</summary>
    public string ChangedAt { get; internal set; } = "";

    /// <summary>Definitions by code.</summary>
    public IReadOnlyList<Indicator> Indicators { get; }

    /// <summary>Definitions, for look-up.</summary>
    public FrozenDictionary<string, Indicator> IndicatorsByCode { get; }

    /// <summary>A definition, encoded once for all answers.</summary>
    public ByteString Encoded(Indicator indicator) => encoded.GetOrAdd(indicator.Code, static (_, one) => one.ToByteString(), indicator);

    /// <summary>Shown releases, newest known first; undated ones last.</summary>
    public IReadOnlyList<Release> NewestFirst { get; }

    /// <summary>Data version of each change, its index being the sequence; 0 is the empty store.</summary>
    internal IReadOnlyList<string> Versions { get; }

    /// <summary>Shown releases by their number in the database.</summary>
    internal FrozenDictionary<long, StoredRelease> Releases { get; }

    /// <summary>Shown releases by id.</summary>
    internal FrozenDictionary<string, StoredRelease> ReleasesById { get; }
}

/// <summary>A shown release with what the machine needs to know of it.</summary>
internal sealed record StoredRelease(long Number, long Sequence, Release Release, FrozenSet<string> Revises)
{
    /// <summary>The release, encoded once for all pages that bring it.</summary>
    public ByteString Encoded => field ??= Release.ToByteString();

    /// <summary>Its id as the source of every figure of it has it, encoded.</summary>
    public byte[] EncodedId => field ??= new Source { ReleaseId = Release.Id }.ToByteArray();

    /// <summary>Since when it is known, as every figure of it has it, encoded.</summary>
    public byte[] EncodedKnownFrom => field ??= new Observation { KnownFrom = Release.KnownFrom }.ToByteArray();
}
