using Google.Protobuf.Collections;
using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>The names that the rows of one answer need, as plain text.</summary>
/// <param name="catalog">Indicators and releases.</param>
internal sealed class FigureTexts(Catalog catalog)
{
    private static readonly LocalizedText Nothing = new();
    private readonly Dictionary<string, Release> stated = new(StringComparer.Ordinal);

    /// <summary>Releases that the catalog does not hold.</summary>
    public IReadOnlyList<Release> Stated => stated.Count == 0 ? [] : [.. stated.Values];

    /// <summary>Releases that came with rows, for those that the catalog does not hold.</summary>
    public void Add(IReadOnlyList<Release> releases)
    {
        for (var i = 0; i < releases.Count; i++)
        {
            if (!catalog.ReleasesById.ContainsKey(releases[i].Id))
            {
                stated[releases[i].Id] = releases[i];
            }
        }
    }

    public IndicatorEntry? Indicator(string code) => catalog.IndicatorsByCode.GetValueOrDefault(code);

    public LocalizedText Name(string indicator) => Indicator(indicator)?.Indicator.Name ?? Nothing;

    /// <summary>A release by its id; one that is nowhere known stands with its id alone.</summary>
    public Release Release(string id) =>
        catalog.ReleasesById.TryGetValue(id, out var entry) ? entry.Release
        : stated.TryGetValue(id, out var release) ? release
        : stated[id] = new Release { Id = id };

    public static LocalizedText Area(string code) => CodeLists.Areas.TryGetValue(code, out var area) ? area.Name : Nothing;

    public static LocalizedText Unit(string code) => CodeLists.Units.TryGetValue(code, out var unit) ? unit.Name : Nothing;

    public static LocalizedText Dimensions(RepeatedField<Dimension> dimensions) =>
        dimensions.Count == 0 ? Nothing : DimensionsJson.Names(dimensions);

    public static LocalizedText OrNothing(LocalizedText? text) => text ?? Nothing;
}
