using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>Draws the tiles of provinces.</summary>
internal sealed class TilePlot
{
    private const double Gap = 2;

    // Smaller letters are none.
    private const double LeastText = 6;

    private const string Hatch = "chart-hatch";

    private readonly ChartContext context;
    private readonly Dictionary<string, Observation> shown;
    private readonly ChartNumbers numbers;
    private readonly Scale steps;
    private readonly double tile;

    public TilePlot(ChartContext context, Dictionary<string, Observation> shown, ChartNumbers numbers)
    {
        (this.context, this.shown, this.numbers) = (context, shown, numbers);
        tile = Math.Min(context.Room / TileLayout.Columns, context.Sizes.Text * 6.2);
        steps = Scale.Over([.. shown.Values.Select(o => o.Number / numbers.Factor)], withZero: false, double.MaxValue, ChartStyle.Steps - 1, 0, 1);
    }

    public double Height => tile * TileLayout.Rows;

    /// <summary>Names have no room and stand as letters.</summary>
    public bool HasLetters => !context.Words.IsChinese && TileLayout.Tiles.Values.Any(t => TextWidth.Of(t.En, context.Sizes.Small) > tile - 6);

    /// <summary>The steps with their bounds, and what is hatched.</summary>
    public IReadOnlyList<LegendItem> Legend()
    {
        var bounds = Bounds();
        var items = bounds.Zip(bounds.Skip(1)).Select((b, i) => new LegendItem(
            $"{numbers.Tick(b.First)}–{numbers.Tick(b.Second)}", (svg, x, y) => svg.Rectangle(new Box(x - 9, y - 6, 18, 12), $"m{ColourOf(i, bounds.Count - 1)}"))).ToList();
        return items;
    }

    public void Draw(SvgWriter svg, Box box)
    {
        var size = Math.Min(tile, Math.Min(box.Width / TileLayout.Columns, box.Height / TileLayout.Rows));
        var (left, top) = (box.X + ((box.Width - (size * TileLayout.Columns)) / 2), box.Y + Math.Max(0, (box.Height - (size * TileLayout.Rows)) / 2));
        WriteHatch(svg);
        foreach (var one in TileLayout.Tiles.Values)
        {
            var place = new Box(left + (one.Column * size) + (Gap / 2), top + (one.Row * size) + (Gap / 2), size - Gap, size - Gap);
            if (shown.TryGetValue(one.Area, out var figure))
            {
                DrawTile(svg, one, figure, place);
            }
            else if (one.Area != TileLayout.Corps)
            {
                svg.Path(FormattableString.Invariant($"M{place.X:0.#} {place.Y:0.#}h{place.Width:0.#}v{place.Height:0.#}h{-place.Width:0.#}z"), "axis", $"url(#{Hatch})", "currentColor", 0.6);
                Write(svg, one, place, "soft", 0.36);
            }
        }
    }

    private void DrawTile(SvgWriter svg, Tile one, Observation figure, Box place)
    {
        var bounds = Bounds();
        var step = Math.Clamp(bounds.FindLastIndex(b => b <= (figure.Number / numbers.Factor) + 1e-9), 0, bounds.Count - 2);
        var colour = ColourOf(step, bounds.Count - 1);
        svg.OpenMark(figure.Value, context.Tell(figure, context.Words.Area(figure.Area), numbers));
        svg.Rectangle(place, $"m{colour}", "", 2);
        if (figure.Status != Status.Confirmed)
        {
            svg.Path(
                FormattableString.Invariant($"M{place.X + 1.5:0.#} {place.Y + 1.5:0.#}h{place.Width - 3:0.#}v{place.Height - 3:0.#}h{-place.Width + 3:0.#}z"), "goal", "none", "currentColor", 1.2,
                figure.Status == Status.Derived ? "3 2" : figure.Status == Status.Disputed ? "8 3" : "none");
        }

        Write(svg, one, place, $"n{colour}", -0.15);
        var size = Math.Min(context.Sizes.Small, place.Width / 3.6);
        if (size >= LeastText)
        {
            svg.Text(place.X + (place.Width / 2), place.Y + (place.Height / 2) + (size * 1.15), TextWidth.Cut(numbers.Short(figure), size, place.Width), size, $"n{colour}", "middle");
        }

        svg.Close();
    }

    private void Write(SvgWriter svg, Tile one, Box place, string style, double down)
    {
        var name = context.Words.IsChinese ? one.Zh : HasLetters ? one.Letters : one.En;
        var size = Math.Min(context.Sizes.Small, (place.Width - 2) / Math.Max(1, TextWidth.Of(name, 1)));
        if (size >= LeastText)
        {
            svg.Text(place.X + (place.Width / 2), place.Y + (place.Height / 2) + (size * down), name, size, style, "middle");
        }
    }

    private static void WriteHatch(SvgWriter svg)
    {
        svg.Open("defs");
        svg.Open("pattern", ("id", Hatch), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)"));
        svg.Line(0, 0, 0, 6, "grid", 2.5);
        svg.Close();
        svg.Close();
    }

    private List<double> Bounds() => steps.Ticks.ToList() is { Count: > 1 } ticks ? ticks : [0, 1];

    private static int ColourOf(int step, int count) => count <= 1 ? ChartStyle.Steps - 2 : (int)Math.Round((double)step * (ChartStyle.Steps - 1) / (count - 1));
}
