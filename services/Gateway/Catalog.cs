using System.Collections.Frozen;
using Indicators.Contracts;
using Indicators.Gateway.Search;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>
/// Indicators and releases of the whole suite, in memory and never changed: a publication makes a new one. A service that is down keeps its
/// last good part.
/// </summary>
internal sealed class Catalog
{
    private readonly CatalogPart?[] parts;
    private readonly Lazy<CatalogIndex> index;

    private Catalog(CatalogPart?[] parts)
    {
        this.parts = parts;

        // An indicator has one owner; should two define a code, the first in page order keeps it and the gateway stays up.
        Indicators = [.. parts.OfType<CatalogPart>().SelectMany(p => p.Indicators).DistinctBy(i => i.Indicator.Code, StringComparer.Ordinal)];
        IndicatorsByCode = Indicators.ToFrozenDictionary(i => i.Indicator.Code, StringComparer.Ordinal);
        ReleasesById = parts.OfType<CatalogPart>().SelectMany(p => p.Releases).GroupBy(r => r.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => new ReleaseEntry(Merge([.. g])), StringComparer.Ordinal);
        Releases = [.. ReleasesById.Values.OrderByDescending(r => r.Release.KnownFrom, StringComparer.Ordinal).ThenBy(r => r.Release.Id, StringComparer.Ordinal)];
        IsComplete = parts.All(p => p is not null);
        index = new(() => new CatalogIndex(Indicators));
        Figures = new(this);
    }

    public static Catalog Empty { get; } = new(new CatalogPart?[ServiceOrder.Count]);

    /// <summary>In page order: service, then code.</summary>
    public IndicatorEntry[] Indicators { get; }

    public FrozenDictionary<string, IndicatorEntry> IndicatorsByCode { get; }

    /// <summary>Search over the indicators; built when it is first asked for.</summary>
    public CatalogIndex Index => index.Value;

    /// <summary>Figures that were looked into with the names of this catalog.</summary>
    public KnownFigures Figures { get; }

    /// <summary>Newest known first; each once, its counts added over the services.</summary>
    public ReleaseEntry[] Releases { get; }

    public FrozenDictionary<string, ReleaseEntry> ReleasesById { get; }

    /// <summary>Every service was read at least once, so a code that is not here does not exist.</summary>
    public bool IsComplete { get; }

    /// <summary>The services that were never read.</summary>
    public IEnumerable<int> Missing => Enumerable.Range(0, parts.Length).Where(i => parts[i] is null);

    /// <summary>The release that a service stored last; null before the first.</summary>
    public Release? LastStored(int service) => parts[service]?.Releases.MaxBy(r => r.StoredAt, StringComparer.Ordinal);

    /// <summary>Codes of indicators that a reader probably meant.</summary>
    public string IndicatorHint(string value) => Hints.Indicator(value, Indicators.Select(i => i.Indicator));

    public Catalog With(int service, CatalogPart part)
    {
        var changed = (CatalogPart?[])parts.Clone();
        changed[service] = part;
        return new Catalog(changed);
    }

    private static Release Merge(IReadOnlyList<Release> stated)
    {
        var merged = stated[0].Clone();
        foreach (var other in stated.Skip(1))
        {
            merged.ObservationCount += other.ObservationCount;
            merged.RegisterRowCount += other.RegisterRowCount;
            merged.StoredAt = string.CompareOrdinal(other.StoredAt, merged.StoredAt) > 0 ? other.StoredAt : merged.StoredAt;
        }

        return merged;
    }
}

/// <summary>What one service owns.</summary>
internal sealed record CatalogPart(IReadOnlyList<IndicatorEntry> Indicators, IReadOnlyList<Release> Releases);
