using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>
/// Time series: a line for each series through neighbouring periods alone, so that gaps stay gaps and breaks are never bridged; targets as flags, what was
/// revised as a faint earlier mark, documents that disagree as an open range.
/// </summary>
internal static class SeriesChart
{
    public static Picture Plan(ChartContext context, IReadOnlyList<IReadOnlyList<Observation>> all, ILookup<string, Vintage> earlier)
    {
        var words = context.Words;
        var drawn = all.OrderByDescending(l => l[^1].Number).Take(ChartStyle.MostLines).ToList();
        var names = new SeriesNames([.. drawn.Select(l => l[0])], words);
        var lines = drawn.Select((l, i) => new SeriesLine(i, drawn.Count == 1 ? "" : names.Of(l[0]) is { Length: > 0 } name ? name : words.Of("合计", "total"), [.. l.Select(o => Point(o, earlier))])).ToList();
        var keys = drawn.Select(l => ChartFigures.KeyOf(l[0], "", Kind.Target)).ToHashSet(StringComparer.Ordinal);
        var targets = context.Figures.All.Where(o => o.Kind == Kind.Target && keys.Contains(ChartFigures.KeyOf(o, "", Kind.Target))).ToList();
        var numbers = context.Numbers(drawn.SelectMany(l => l).Concat(targets).Select(o => o.Number));
        var plot = new SeriesPlot(context, lines, targets, numbers);
        var usual = Math.Clamp(context.Request.Width * 0.45, 190, 560);
        var picture = new Picture
        {
            Title = context.Title,
            Subtitle = context.Subtitle(numbers.Unit, context.Counted(lines.Count, all.Count), names.Common),
            Description = Describe(context, lines, numbers),
            Legend = [.. Legend(lines, targets, words)],
            Notes = [.. Notes(context, lines, plot.IsCut(usual))],
            Shown = [.. drawn.SelectMany(l => l), .. targets],
            PlotHeight = usual,
            Draw = plot.Draw,
        };
        return picture with { Fit = height => plot.IsCut(height) == plot.IsCut(usual) ? null : picture with { Notes = [.. Notes(context, lines, plot.IsCut(height))] } };
    }

    private static SeriesPoint Point(Observation figure, ILookup<string, Vintage> earlier) => new(
        figure, TimeAxis.Middle(figure.Period),
        [.. earlier[ChartFigures.KeyOf(figure, figure.Period.Code, figure.Kind)].Select(ChartContext.Value).Where(v => v != figure.Number).Distinct()]);

    private static IEnumerable<LegendItem> Legend(List<SeriesLine> lines, List<Observation> targets, ChartWords words)
    {
        if (lines.Count > 1)
        {
            foreach (var line in lines)
            {
                yield return new LegendItem(line.Name, (svg, x, y) =>
                {
                    svg.Path(FormattableString.Invariant($"M{x - 11:0.#} {y:0.#}h22"), $"k{line.Index}", "none", "currentColor", 2);
                    Marks.Draw(svg, line.Index, Status.Confirmed, x, y, 4.5);
                });
            }
        }

        var points = lines.SelectMany(l => l.Points).ToList();
        foreach (var status in new[] { Status.Preliminary, Status.Derived })
        {
            if (points.Exists(p => p.Figure.Status == status))
            {
                yield return Marks.Item(0, status, words.State(status));
            }
        }

        if (points.Exists(p => p.Figure.Status == Status.Disputed))
        {
            yield return Bars.DisputedItem(words);
        }

        if (points.Exists(p => p.Earlier.Count > 0))
        {
            yield return new LegendItem(words.Of("修订前", "before revision"), (svg, x, y) => Marks.Earlier(svg, 0, x, y, 4.5));
        }

        if (targets.Count > 0)
        {
            yield return new LegendItem(words.Of("目标", "target"), (svg, x, y) => Marks.Flag(svg, x - 4, y + 6, 13));
        }
    }

    private static IEnumerable<string> Notes(ChartContext context, List<SeriesLine> lines, bool isCut)
    {
        var words = context.Words;
        if (isCut)
        {
            yield return words.Of("纵轴不从零开始。", "The vertical axis does not start at zero.");
        }

        if (lines.Exists(l => l.HasGap))
        {
            yield return words.Of("线条中断处没有公布的数字。", "Where a line is interrupted nothing was published.");
        }

        if (lines.Exists(l => l.Points.Skip(1).Any(p => p.Figure.SeriesBreak)))
        {
            yield return words.Of("竖虚线：口径变化，前后不可比。", "Dotted upright line: the series changes its meaning; figures before are not comparable.");
        }

        foreach (var note in ChartKinds.Warnings(context))
        {
            yield return note;
        }
    }

    private static string Describe(ChartContext context, List<SeriesLine> lines, ChartNumbers numbers)
    {
        var words = context.Words;
        var parts = lines.Where(l => l.Points.Count > 0).Select(l =>
        {
            var (first, last) = (l.Points[0].Figure, l.Points[^1].Figure);
            var name = l.Name.Length > 0 ? l.Name + words.Of("：", ": ") : "";
            return words.Of(
                $"{name}{words.Period(first.Period.Code)}为{numbers.Full(first)}，{words.Period(last.Period.Code)}为{numbers.Full(last)}（{words.State(last.Status)}），共{l.Points.Count}期。",
                $"{name}{numbers.Full(first)} in {words.Period(first.Period.Code)}, {numbers.Full(last)} in {words.Period(last.Period.Code)} ({words.State(last.Status)}), {l.Points.Count} periods.");
        });
        return words.Of("时间序列图。", "Time series. ") + string.Join(words.Of("", " "), parts);
    }
}

/// <summary>A series as it is drawn.</summary>
internal sealed record SeriesLine(int Index, string Name, IReadOnlyList<SeriesPoint> Points)
{
    public bool HasGap => Points.Zip(Points.Skip(1)).Any(p => !p.Second.Figure.SeriesBreak && !TimeAxis.AreNeighbours(p.First.Figure.Period, p.Second.Figure.Period));
}

/// <summary>A figure at its time.</summary>
/// <param name="Time">Middle of its period, in days.</param>
/// <param name="Earlier">What was stated before it was revised.</param>
internal sealed record SeriesPoint(Observation Figure, double Time, IReadOnlyList<double> Earlier);
