using Indicators.Contracts;
using Indicators.Gateway.Formats;

namespace Indicators.Gateway.Search;

/// <summary>
/// Search over the catalog: codes, names and definitions in zh and en. Built once for each version of the catalog and never changed; a
/// query joins sets and reads no list of indicators. Documents are numbered by the length of their names, so that within a rank the shorter
/// name comes first without sorting.
/// </summary>
internal sealed class CatalogIndex
{
    private readonly IndicatorEntry[] documents;
    private readonly int[] inCatalogOrder;
    private readonly Dictionary<string, int> byCode;
    private readonly Dictionary<string, List<int>> byName;
    private readonly FieldIndex names;
    private readonly FieldIndex definitions;
    private readonly DocumentSet all;

    public CatalogIndex(IReadOnlyList<IndicatorEntry> entries)
    {
        documents = [.. entries.OrderBy(e => e.Indicator.Name.Zh.Length).ThenBy(e => e.Indicator.Code, StringComparer.Ordinal)];
        all = DocumentSet.All(documents.Length);
        byCode = documents.Select((e, i) => (e.Indicator.Code, i)).ToDictionary(
            d => SearchText.Normalize(d.Code), d => d.i, StringComparer.Ordinal);
        inCatalogOrder = [.. entries.Select(e => byCode[SearchText.Normalize(e.Indicator.Code)])];
        names = new FieldIndex([.. documents.Select(NamesOf)]);
        definitions = new FieldIndex([.. documents.Select(DefinitionsOf)]);
        byName = documents.SelectMany((e, i) => NamesOf(e).Skip(1).Where(n => n.Length > 0).Distinct().Select(n => (n, i)))
            .GroupBy(n => n.n, n => n.i).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        Facets =
        [
            new("service", documents, e => [e.Indicator.Service]),
            new("unit", documents, e => [e.Indicator.Unit]),
            new("area", documents, e => e.Indicator.Areas),
            new("frequency", documents, e => e.Indicator.Frequencies.Select(f => Enums.Frequencies.Encoded(f).ToString())),
        ];
    }

    /// <summary>What the matches can be narrowed by.</summary>
    public Facet[] Facets { get; }

    /// <summary>
    /// What a query and filters find, best first: the code itself, the name itself, all words in code and name, the rest.
    /// </summary>
    /// <param name="query">As the reader typed it; without a word it finds everything, in the order of the catalog.</param>
    /// <param name="filters">Values by facet, any of which matches; a facet that is not named does not narrow.</param>
    public SearchResult Find(string query, IReadOnlyDictionary<string, string[]> filters)
    {
        var normal = SearchText.Normalize(query).Trim();
        Term[] terms = [.. SearchText.Terms(normal).Distinct()];
        var (found, inNames) = terms.Length == 0 ? (all, all) : Match(terms);
        var masks = Facets.Select(f => filters.TryGetValue(f.Name, out var values) ? f.Of(values) : all).ToArray();
        var matches = masks.Aggregate(found, (set, mask) => set.And(mask));
        return new SearchResult(terms.Length == 0 ? InCatalogOrder(matches) : Ranked(normal, matches, inNames), Count(found, masks));
    }

    private (DocumentSet Found, DocumentSet InNames) Match(Term[] terms)
    {
        var (found, inNames) = (all, all);
        foreach (var term in terms)
        {
            var named = names.Find(term);
            inNames = inNames.And(named);
            found = found.And(named.Or(definitions.Find(term)));
        }

        return (found, inNames);
    }

    private List<IndicatorEntry> Ranked(string normal, DocumentSet matches, DocumentSet inNames)
    {
        var first = new List<int>();
        if (byCode.TryGetValue(normal, out var exact))
        {
            first.Add(exact);
        }

        first.AddRange(byName.GetValueOrDefault(normal, []));
        var best = first.Distinct().Where(matches.Contains).ToList();
        var rest = matches.Except(Set(best));
        return [.. best.Concat(rest.And(inNames).InOrder()).Concat(rest.Except(inNames).InOrder()).Select(d => documents[d])];
    }

    private List<IndicatorEntry> InCatalogOrder(DocumentSet matches) =>
        [.. inCatalogOrder.Where(matches.Contains).Select(d => documents[d])];

    // Each facet is counted under the filters of the others, so that it tells what another choice in it would find.
    private FacetCount[] Count(DocumentSet found, DocumentSet[] masks) =>
        [.. Facets.Select((facet, f) => facet.Count(masks.Where((_, m) => m != f).Aggregate(found, (set, mask) => set.And(mask))))];

    private DocumentSet Set(List<int> members)
    {
        var set = new DocumentSet(documents.Length);
        set.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));
        return set;
    }

    private static string[] NamesOf(IndicatorEntry entry) =>
        [SearchText.Normalize(entry.Indicator.Code), SearchText.Normalize(entry.Indicator.Name.Zh), SearchText.Normalize(entry.Indicator.Name.En)];

    private static string[] DefinitionsOf(IndicatorEntry entry) =>
        [SearchText.Normalize(entry.Indicator.Definition.Zh), SearchText.Normalize(entry.Indicator.Definition.En)];
}

/// <summary>The indicators that were found, best first, and the counts of each facet.</summary>
internal sealed record SearchResult(List<IndicatorEntry> Entries, FacetCount[] Facets);
