using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>The shapes of figures: each line has its own, and each state changes it in a way that needs no colour.</summary>
internal static class Marks
{
    /// <summary>Draws the mark of a figure: hollow where it is preliminary, hollow and broken where it is derived.</summary>
    public static void Draw(SvgWriter svg, int line, Status status, double x, double y, double radius)
    {
        var isHollow = status is Status.Preliminary or Status.Derived;
        svg.Path(
            Shape(line, x, y, radius), isHollow ? $"paper k{line}" : $"k{line}", isHollow ? "none" : "currentColor", "currentColor", isHollow ? 1.8 : 1,
            status == Status.Derived ? "2 1.5" : "none");
    }

    /// <summary>An open range: from the least to the most that documents state, between brackets that stay apart where these lie close.</summary>
    public static void Range(SvgWriter svg, int line, double x, double top, double bottom, double half)
    {
        var (from, to) = (Math.Min(top, bottom) - half, Math.Max(top, bottom) + half);
        Bracket(svg, line, x - half - 2, from, to, 3);
        Bracket(svg, line, x + half + 2, from, to, -3);
    }

    /// <summary>A statement before it was revised.</summary>
    public static void Earlier(SvgWriter svg, int line, double x, double y, double radius)
    {
        svg.Open("g", ("opacity", "0.45"));
        svg.Path(Shape(line, x, y, radius), $"k{line}", "none", "currentColor", 1.2);
        svg.Close();
    }

    /// <summary>A flag on a pole that stands at this place.</summary>
    public static void Flag(SvgWriter svg, double x, double y, double height)
    {
        svg.Line(x, y, x, y - height, "goal", 1.5);
        svg.Path(FormattableString.Invariant($"M{x:0.#} {y - height:0.#}l8 3.5l-8 3.5z"), "goal", "currentColor", "none");
    }

    public static LegendItem Item(int line, Status status, string text) => new(text, (svg, x, y) => Draw(svg, line, status, x, y, 4.5));

    private static void Bracket(SvgWriter svg, int line, double x, double from, double to, double inward) => svg.Path(
        FormattableString.Invariant($"M{x + inward:0.#} {from:0.#}H{x:0.#}V{to:0.#}H{x + inward:0.#}"), $"k{line}", "none", "currentColor", 1.4);

    private static string Shape(int line, double x, double y, double r) => FormattableString.Invariant((line % ChartStyle.MostLines) switch
    {
        0 => $"M{x - r:0.#} {y:0.#}a{r:0.#} {r:0.#} 0 1 0 {2 * r:0.#} 0a{r:0.#} {r:0.#} 0 1 0 {-2 * r:0.#} 0z",
        1 => $"M{x - (0.88 * r):0.#} {y - (0.88 * r):0.#}h{1.76 * r:0.#}v{1.76 * r:0.#}h{-1.76 * r:0.#}z",
        2 => $"M{x:0.#} {y - (1.15 * r):0.#}l{1.1 * r:0.#} {1.95 * r:0.#}h{-2.2 * r:0.#}z",
        3 => $"M{x:0.#} {y - (1.2 * r):0.#}l{1.2 * r:0.#} {1.2 * r:0.#}l{-1.2 * r:0.#} {1.2 * r:0.#}l{-1.2 * r:0.#} {-1.2 * r:0.#}z",
        4 => $"M{x:0.#} {y + (1.15 * r):0.#}l{1.1 * r:0.#} {-1.95 * r:0.#}h{-2.2 * r:0.#}z",
        _ => $"M{x - (0.4 * r):0.#} {y - (1.1 * r):0.#}h{0.8 * r:0.#}v{0.7 * r:0.#}h{0.7 * r:0.#}v{0.8 * r:0.#}h{-0.7 * r:0.#}v{0.7 * r:0.#}h{-0.8 * r:0.#}v{-0.7 * r:0.#}h{-0.7 * r:0.#}v{-0.8 * r:0.#}h{0.7 * r:0.#}z",
    });
}
