using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>What series are called beside one another: what they share is said once, what tells them apart is the name of each.</summary>
internal sealed class SeriesNames
{
    private readonly ChartWords words;
    private readonly bool hasAreas;
    private readonly HashSet<(string, string)> shared;

    public SeriesNames(IReadOnlyList<Observation> firsts, ChartWords words)
    {
        this.words = words;
        hasAreas = firsts.Select(f => f.Area).Distinct().Count() > 1;
        shared = firsts.Count == 0 ? [] : [.. firsts[0].Dimensions.Select(d => (d.Key, d.Value))];
        foreach (var figure in firsts)
        {
            shared.IntersectWith(figure.Dimensions.Select(d => (d.Key, d.Value)));
        }

        var dimensions = firsts.Count == 0 ? [] : firsts[0].Dimensions.Where(d => shared.Contains((d.Key, d.Value)));
        Common = string.Join(words.Dot, new[] { hasAreas || firsts.Count == 0 ? "" : words.Area(firsts[0].Area), words.Dimensions(dimensions) }.Where(t => t.Length > 0));
    }

    /// <summary>Area and dimensions that all have.</summary>
    public string Common { get; }

    /// <summary>What the series of a figure has alone; of the total beside its parts that word, and of one series nothing.</summary>
    public string Of(Observation figure)
    {
        var own = words.Dimensions(figure.Dimensions.Where(d => !shared.Contains((d.Key, d.Value))));
        return hasAreas ? string.Join(words.Dot, new[] { words.Area(figure.Area), own }.Where(t => t.Length > 0)) : own;
    }
}
