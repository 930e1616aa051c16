using System.Globalization;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>The orders that figures can be asked for in; equal ones stay in page order.</summary>
internal static class FigureOrder
{
    /// <param name="figures">In page order.</param>
    /// <param name="fields">Checked names, `-` before one for descending.</param>
    public static IEnumerable<Figure> Sort(IReadOnlyList<Figure> figures, IEnumerable<string> fields)
    {
        var sorted = figures.OrderBy(static _ => 0);
        foreach (var field in fields)
        {
            var down = field.StartsWith('-');
            sorted = field[(down ? 1 : 0)..] switch
            {
                "value" => Then(sorted, Number, Comparer<decimal>.Default, down),
                "period" => Then(sorted, static f => f.Message.Period.Start + f.Message.Period.End, StringComparer.Ordinal, down),
                "area" => Then(sorted, static f => f.Message.Area, StringComparer.Ordinal, down),
                _ => Then(sorted, static f => f.Message.Indicator, StringComparer.Ordinal, down),
            };
        }

        return sorted;
    }

    private static IOrderedEnumerable<Figure> Then<T>(IOrderedEnumerable<Figure> sorted, Func<Figure, T> key, IComparer<T> comparer, bool down) =>
        down ? sorted.ThenByDescending(key, comparer) : sorted.ThenBy(key, comparer);

    private static decimal Number(Figure figure) => decimal.Parse(figure.Message.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
}
