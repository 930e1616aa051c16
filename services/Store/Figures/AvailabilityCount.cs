using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Counts figures by the values of each part of a selection.</summary>
internal sealed class AvailabilityCount
{
    private const string Dimension = "dimension.";
    private static readonly string[] Always = ["indicator", "area", "period", "kind"];

    private readonly SortedDictionary<string, SortedDictionary<string, long>> components = new(StringComparer.Ordinal);

    /// <param name="filtered">Keys of dimensions that are counted though no series may have them.</param>
    public AvailabilityCount(IEnumerable<string> filtered)
    {
        foreach (var name in Always.Concat(filtered.Select(Name)))
        {
            components[name] = new(StringComparer.Ordinal);
        }
    }

    public long Figures { get; private set; }

    public static string Name(string key) => Dimension + key;

    public void Add(FigureKey figure)
    {
        Figures++;
        Add("indicator", figure.Indicator);
        Add("area", figure.Area);
        Add("period", figure.Period);
        Add("kind", figure.Kind.ToString().ToLowerInvariant());
        foreach (var dimension in DimensionText.Parse(figure.Dimensions))
        {
            Add(Name(dimension.Key), dimension.Value);
        }
    }

    /// <summary>The values of every part; of a dimension the empty one too, for figures without it.</summary>
    public IEnumerable<AvailableComponent> Components()
    {
        foreach (var (name, values) in components)
        {
            var component = new AvailableComponent { Name = name };
            component.Values.AddRange(Values(name).Select(v => new AvailableValue { Code = v.Key, ObservationCount = v.Value }));
            yield return component;
        }
    }

    /// <summary>The values of one part with their figures.</summary>
    public IEnumerable<KeyValuePair<string, long>> Values(string name)
    {
        var values = components[name];
        var without = Figures - values.Values.Sum();
        return without > 0 ? values.Prepend(new("", without)) : values;
    }

    private void Add(string name, string value)
    {
        if (!components.TryGetValue(name, out var values))
        {
            components[name] = values = new(StringComparer.Ordinal);
        }

        values[value] = values.GetValueOrDefault(value) + 1;
    }
}
