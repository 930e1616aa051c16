using System.Globalization;
using System.Text;
using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>Draws time series into their place.</summary>
internal sealed class SeriesPlot
{
    // Beyond this a mark is smaller than what a reader could touch, and a picture of links would be larger than the data.
    private const int MostMarks = 600;

    private readonly ChartContext context;
    private readonly IReadOnlyList<SeriesLine> lines;
    private readonly IReadOnlyList<Observation> targets;
    private readonly ChartNumbers numbers;
    private readonly List<double> values;
    private readonly List<Period> periods;
    private readonly int count;

    public SeriesPlot(ChartContext context, IReadOnlyList<SeriesLine> lines, IReadOnlyList<Observation> targets, ChartNumbers numbers)
    {
        (this.context, this.lines, this.targets, this.numbers) = (context, lines, targets, numbers);
        var points = lines.SelectMany(l => l.Points).ToList();
        count = points.Count;
        periods = [.. points.Select(p => p.Figure.Period), .. targets.Select(t => t.Period)];
        values = [.. points.SelectMany(p => p.Earlier.Concat(p.Figure.Alternatives.Select(ChartContext.Value)).Append(p.Figure.Number)).Concat(targets.Select(t => t.Number)).Select(v => v / numbers.Factor)];
    }

    private double Size => context.Sizes.Small;

    /// <summary>In a plot of this height the axis leaves zero out.</summary>
    public bool IsCut(double height) => ScaleOver(height - Around, 0) is { Least: > 0 } or { Most: < 0 };

    // Above the highest mark a number, below the axis the periods.
    private double Around => (Size * 1.6) + Size + 14;

    public void Draw(SvgWriter svg, Box box)
    {
        var inner = Inner(box);
        var y = ScaleOver(inner.Bottom, inner.Y);
        var (first, last) = (periods.Min(TimeAxis.Middle), periods.Max(TimeAxis.Middle));
        double X(double time) => last > first ? inner.X + 14 + ((time - first) / (last - first) * (inner.Width - 28)) : inner.X + (inner.Width / 2);
        var labels = new Labels(new Box(box.X, box.Y, box.Width, inner.Bottom - box.Y));
        foreach (var tick in y.Ticks)
        {
            labels.Block(new Box(box.X, y[tick] - (Size / 2), inner.X - box.X - 4, Size));
            svg.Line(inner.X, y[tick], inner.Right, y[tick], tick == 0 || tick == y.Least ? "axis" : "grid");
            svg.Text(inner.X - 6, y[tick] + (Size * 0.36), numbers.Tick(tick), Size, "soft", "end");
        }

        foreach (var (time, text) in TimeAxis.Labels(periods, X, Size))
        {
            svg.Line(X(time), inner.Bottom, X(time), inner.Bottom + 4, "axis");
            svg.Text(Math.Min(X(time), box.Right - (TextWidth.Of(text, Size) / 2)), inner.Bottom + 6 + Size, text, Size, "soft", "middle");
        }

        DrawTargets(svg, inner, X, y, labels);
        DrawBreaks(svg, inner, X);
        foreach (var line in lines)
        {
            DrawLine(svg, line, X, y, labels);
        }

        var radius = Math.Clamp((inner.Width - 28) / Math.Max(1, lines.Max(l => l.Points.Count)) * 0.4, 1.2, context.Sizes.Small * 0.38);
        foreach (var (line, point) in Points())
        {
            DrawPoint(svg, line, point, X(point.Time), y, radius, labels);
        }

        WriteNumbers(svg, X, y, radius, labels);
    }

    private Box Inner(Box box)
    {
        var height = Math.Max(10, box.Height - Around);
        var left = ScaleOver(height, 0).Ticks.Max(t => TextWidth.Of(numbers.Tick(t), Size)) + 8;
        return new Box(box.X + left, box.Y + (Size * 1.6), box.Width - left, height);
    }

    private Scale ScaleOver(double from, double to) =>
        Scale.Over(values, withZero: false, numbers.IsPercent ? 100 : double.MaxValue, (int)Math.Clamp((from - to) / (Size * 3.2), 1, 5), from, to);

    private IEnumerable<(SeriesLine Line, SeriesPoint Point)> Points() => lines.SelectMany(l => l.Points.Select(p => (l, p)));

    private void DrawLine(SvgWriter svg, SeriesLine line, Func<double, double> x, Scale y, Labels labels)
    {
        var (solid, dashed) = (new StringBuilder(), new StringBuilder());
        foreach (var (from, to) in line.Points.Zip(line.Points.Skip(1)))
        {
            if (to.Figure.SeriesBreak || !TimeAxis.AreNeighbours(from.Figure.Period, to.Figure.Period))
            {
                continue;
            }

            var (x1, y1, x2, y2) = (x(from.Time), y[from.Figure.Number / numbers.Factor], x(to.Time), y[to.Figure.Number / numbers.Factor]);
            var isDerived = from.Figure.Status == Status.Derived || to.Figure.Status == Status.Derived;
            (isDerived ? dashed : solid).Append(CultureInfo.InvariantCulture, $"M{x1:0.#} {y1:0.#}L{x2:0.#} {y2:0.#}");
            labels.BlockLine(x1, y1, x2, y2);
        }

        foreach (var (path, dashes) in new[] { (solid, "none"), (dashed, "5 4") }.Where(p => p.Item1.Length > 0))
        {
            svg.Path(path.ToString(), $"k{line.Index}", "none", "currentColor", 2, dashes);
        }
    }

    private void DrawPoint(SvgWriter svg, SeriesLine line, SeriesPoint point, double x, Scale y, double radius, Labels labels)
    {
        var (figure, at) = (point.Figure, y[point.Figure.Number / numbers.Factor]);
        labels.Block(new Box(x - radius, at - radius, 2 * radius, 2 * radius));
        foreach (var earlier in point.Earlier)
        {
            Marks.Earlier(svg, line.Index, x, y[earlier / numbers.Factor], radius);
            labels.Block(new Box(x - radius, y[earlier / numbers.Factor] - radius, 2 * radius, 2 * radius));
        }

        if (count > MostMarks)
        {
            Marks.Draw(svg, line.Index, figure.Status, x, at, radius);
            return;
        }

        svg.OpenMark(figure.Value, context.Tell(figure, line.Name, numbers));
        Marks.Draw(svg, line.Index, figure.Status, x, at, radius);
        if (figure.Alternatives.Count > 0)
        {
            var ends = figure.Alternatives.Select(ChartContext.Value).Append(figure.Number).Select(v => y[v / numbers.Factor]).ToList();
            Marks.Range(svg, line.Index, x, ends.Min(), ends.Max(), radius + 2);
            labels.Block(new Box(x - radius - 5, ends.Min() - radius - 2, (2 * radius) + 10, ends.Max() - ends.Min() + (2 * radius) + 4));
        }

        svg.Close();
    }

    private void DrawTargets(SvgWriter svg, Box inner, Func<double, double> x, Scale y, Labels labels)
    {
        foreach (var target in targets)
        {
            var (at, time) = (y[target.Number / numbers.Factor], x(TimeAxis.Middle(target.Period)));
            svg.OpenMark(target.Value, context.Tell(target, context.Words.Of("目标", "target"), numbers));
            svg.Line(inner.X, at, time, at, "goal", 1.2, "7 4");
            Marks.Flag(svg, time, at, 14);
            svg.Close();
            labels.Block(new Box(time - 3, at - 15, 14, 16));
            labels.Put(svg, time, at, 6, $"{context.Words.Of("目标", "target ")}{numbers.Short(target)}", Size, "ink");
            labels.BlockLine(inner.X, at, time, at);
        }
    }

    private void DrawBreaks(SvgWriter svg, Box inner, Func<double, double> x)
    {
        var breaks = lines.SelectMany(l => l.Points.Zip(l.Points.Skip(1)).Where(p => p.Second.Figure.SeriesBreak)).Select(p => (p.First.Time + p.Second.Time) / 2);
        foreach (var time in breaks.Distinct())
        {
            svg.Line(x(time), inner.Y, x(time), inner.Bottom, "axis", 1, "2 3");
        }
    }

    // The newest of each line first; of one line alone every number that has room.
    private void WriteNumbers(SvgWriter svg, Func<double, double> x, Scale y, double radius, Labels labels)
    {
        var points = lines.SelectMany(l => new[] { l.Points[^1], l.Points[0] }).Concat(Points().Select(p => p.Point).Where(p => p.Figure.Status == Status.Disputed)).ToList();
        if (lines.Count == 1)
        {
            points.AddRange(lines[0].Points.OrderByDescending(p => p.Figure.Number).Take(1));
            points.AddRange(lines[0].Points.OrderBy(p => p.Figure.Number).Take(1));
        }

        if (lines.Count == 1 || count <= 12)
        {
            points.AddRange(Points().Select(p => p.Point));
        }

        foreach (var point in points.Distinct().Take(80))
        {
            var figure = point.Figure;
            var text = figure.Alternatives.Count == 0 ? numbers.Short(figure) : $"{numbers.Short(figure)} ({string.Join(", ", figure.Alternatives.Select(a => numbers.Short(ChartContext.Value(a))).Distinct())})";
            labels.Put(svg, x(point.Time), y[figure.Number / numbers.Factor], radius + (figure.Alternatives.Count > 0 ? 6 : 3), text, Size, "ink");
        }
    }
}
