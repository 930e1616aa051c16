using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>Draws bars into their place: names at the left, or above each bar where they are long for the width.</summary>
internal sealed class BarPlot
{
    private const int MostNameLines = 2;
    private readonly ChartContext context;
    private readonly IReadOnlyList<BarRow> rows;
    private readonly ChartNumbers numbers;
    private readonly double names;
    private readonly bool isAbove;

    public BarPlot(ChartContext context, IReadOnlyList<BarRow> rows, ChartNumbers numbers)
    {
        (this.context, this.rows, this.numbers) = (context, rows, numbers);
        var widest = rows.Max(r => TextWidth.Of(r.Name, Size));
        isAbove = widest > context.Room * 0.36;
        names = isAbove ? 0 : widest + 10;
    }

    private double Size => context.Sizes.Text;

    private double Thick => context.Sizes.Text * 1.25;

    private double NameHeight => isAbove ? rows.Max(r => Wrap(r).Count) * Size * 1.25 : 0;

    private double RowHeight => NameHeight + Thick + (context.Sizes.Text * (isAbove ? 0.8 : 0.6));

    private double Axis => context.Sizes.Small + 12;

    public double Height(int count) => Axis + (count * RowHeight) + 4;

    public int Fitting(double height) => Math.Max(1, (int)Math.Floor((height - Axis - 4) / RowHeight));

    /// <summary>A bar by its state: hollow where it is preliminary, hollow and broken where it is derived.</summary>
    public static void Bar(SvgWriter svg, Box box, Status status)
    {
        var isHollow = status is Status.Preliminary or Status.Derived;
        svg.Path(
            FormattableString.Invariant($"M{box.X:0.#} {box.Y:0.#}h{Math.Max(1, box.Width):0.#}v{box.Height:0.#}h{-Math.Max(1, box.Width):0.#}z"),
            isHollow ? "paper k0" : "k0", isHollow ? "none" : "currentColor", isHollow ? "currentColor" : "none", 1.6, status == Status.Derived ? "4 3" : "none");
    }

    public void Draw(SvgWriter svg, Box box)
    {
        var text = rows.Max(r => TextWidth.Of(Label(r.Figure), Size)) + 10;
        var values = rows.SelectMany(r => r.Figure.Alternatives.Select(ChartContext.Value).Append(r.Figure.Number)).Select(v => v / numbers.Factor).ToList();

        // In a higher picture rows and bars grow, though not without end, and stand in its middle.
        var step = Math.Min((box.Height - Axis - 4) / rows.Count, RowHeight * 2.2);
        var top = box.Y + 2 + Math.Max(0, (box.Height - Axis - 4 - (step * rows.Count)) / 2);
        var plot = new Box(box.X + names, top, Math.Max(30, box.Width - names - text), step * rows.Count);
        if (numbers.IsPercent && values.Max() is > 25 and < 100)
        {
            // A share is seen against the whole.
            values.Add(100);
        }

        var ticks = Math.Clamp((int)(plot.Width / 90), 1, 5);
        var x = Scale.Over(values, withZero: true, numbers.IsPercent ? 100 : double.MaxValue, ticks, plot.X, plot.Right);
        DrawAxis(svg, plot, x);
        var (y, thick) = (plot.Y, Thick * Math.Max(1, step / RowHeight));
        foreach (var row in rows)
        {
            DrawRow(svg, row, new Box(box.X, y, box.Width, step), x, thick);
            y += step;
        }
    }

    private void DrawAxis(SvgWriter svg, Box plot, Scale x)
    {
        var last = double.NegativeInfinity;
        foreach (var tick in x.Ticks)
        {
            // Names above the bars would be crossed out by long lines.
            svg.Line(x[tick], isAbove && tick != 0 ? plot.Bottom - 4 : plot.Y, x[tick], plot.Bottom, tick == 0 ? "axis" : "grid");
            var text = numbers.Tick(tick);
            var width = TextWidth.Of(text, context.Sizes.Small);
            if (x[tick] - (width / 2) > last + 6)
            {
                svg.Text(x[tick], plot.Bottom + context.Sizes.Small + 4, text, context.Sizes.Small, "soft", "middle");
                last = x[tick] + (width / 2);
            }
        }
    }

    private void DrawRow(SvgWriter svg, BarRow row, Box place, Scale x, double thick)
    {
        var (figure, top) = (row.Figure, place.Y + ((place.Height - NameHeight - thick) / 2) + NameHeight);
        var (zero, end) = (x[0], x[figure.Number / numbers.Factor]);
        DrawName(svg, row, place, top, thick);
        svg.OpenMark(figure.Value, context.Tell(figure, row.Name, numbers));
        Bar(svg, new Box(Math.Min(zero, end), top, Math.Abs(end - zero), thick), figure.Status);
        var right = Math.Max(zero, end);
        if (figure.Alternatives.Count > 0)
        {
            var ends = figure.Alternatives.Select(a => x[ChartContext.Value(a) / numbers.Factor]).Append(end).ToList();
            Range(svg, ends.Min() - 4, ends.Max() + 4, top, thick);
            right = ends.Max() + 6;
        }

        svg.Close();
        svg.Text(right + 5, top + (thick / 2) + (Size * 0.36), Label(figure), Size, "ink");
    }

    private void DrawName(SvgWriter svg, BarRow row, Box place, double top, double thick)
    {
        if (!isAbove)
        {
            svg.Text(place.X + names - 8, top + (thick / 2) + (Size * 0.36), row.Name, Size, "ink", "end");
            return;
        }

        var y = top - 4;
        foreach (var line in Enumerable.Reverse(Wrap(row)))
        {
            svg.Text(place.X, y, line, Size, "ink");
            y -= Size * 1.25;
        }
    }

    /// <summary>Lying brackets: the same open range as beside the mark of a series.</summary>
    public static void Range(SvgWriter svg, double from, double to, double top, double thick)
    {
        var (above, below) = (top - 2, top + thick + 2);
        svg.Path(
            FormattableString.Invariant($"M{from:0.#} {above + 3:0.#}V{above:0.#}H{to:0.#}V{above + 3:0.#}M{from:0.#} {below - 3:0.#}V{below:0.#}H{to:0.#}V{below - 3:0.#}"),
            "goal", "none", "currentColor", 1.3);
    }

    private string Label(Observation figure) => figure.Alternatives.Count == 0
        ? numbers.Short(figure)
        : $"{numbers.Short(figure)} ({string.Join(", ", figure.Alternatives.Select(a => numbers.Short(ChartContext.Value(a))).Distinct())})";

    private List<string> Wrap(BarRow row) => TextWidth.Wrap(row.Name, Size, context.Room, MostNameLines);
}
