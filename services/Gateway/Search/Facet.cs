namespace Indicators.Gateway.Search;

/// <summary>One thing that the catalog is narrowed by: which documents have which of its values.</summary>
internal sealed class Facet
{
    private readonly SortedDictionary<string, DocumentSet> values = new(StringComparer.Ordinal);
    private readonly int capacity;

    public Facet(string name, IndicatorEntry[] documents, Func<IndicatorEntry, IEnumerable<string>> valuesOf)
    {
        (Name, capacity) = (name, documents.Length);
        for (var document = 0; document < documents.Length; document++)
        {
            foreach (var value in valuesOf(documents[document]))
            {
                if (!values.TryGetValue(value, out var having))
                {
                    values[value] = having = new DocumentSet(capacity);
                }

                having.Add(document);
            }
        }
    }

    public string Name { get; }

    /// <summary>The documents that have any of these values.</summary>
    public DocumentSet Of(IEnumerable<string> wanted)
    {
        var found = new DocumentSet(capacity);
        return wanted.Where(values.ContainsKey).Aggregate(found, (set, value) => set.Or(values[value]));
    }

    /// <summary>How many of these documents have each value, most first; values of none are left out.</summary>
    public FacetCount Count(DocumentSet documents)
    {
        var counts = new List<(string Value, int Count)>();
        foreach (var (value, having) in values)
        {
            if (having.CountWith(documents) is var count and > 0)
            {
                counts.Add((value, count));
            }
        }

        return new FacetCount(Name, [.. counts.OrderByDescending(c => c.Count)]);
    }
}

/// <summary>The values of one facet with the number of indicators of each.</summary>
internal sealed record FacetCount(string Name, (string Value, int Count)[] Values);
