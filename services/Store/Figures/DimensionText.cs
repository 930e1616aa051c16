using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Dimensions as they are stored and ordered: `funding=central;tier=national`, keys in alphabetical order, "" for the stated total.</summary>
internal static class DimensionText
{
    /// <summary>The text of dimensions that are in order of their keys.</summary>
    public static string Of(IEnumerable<Dimension> dimensions) => string.Join(';', dimensions.Select(d => $"{d.Key}={d.Value}"));

    public static IReadOnlyList<Dimension> Parse(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var dimensions = new List<Dimension>();
        foreach (var part in text.Split(';'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            dimensions.Add(new Dimension { Key = part[..Math.Max(0, equals)], Value = part[(equals + 1)..] });
        }

        return dimensions;
    }
}
