using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>
/// Targets beside what measures them. Each bar is the share of its own target, whose flag stands at 100 %, so that targets of any size stand beside one
/// another; the numbers themselves are written below.
/// </summary>
internal static class TargetBars
{
    public static Picture Plan(ChartContext context)
    {
        var words = context.Words;
        var targets = context.Figures.Targets.OrderBy(t => t.Figure.Number).ToList();
        var names = new SeriesNames([.. targets.Select(t => t.Figure)], words);
        var numbers = context.Numbers([]);
        var rows = targets.Select(t => new TargetRow(t, Name(t), Tell(t, words, numbers))).ToList();
        return Of(rows);

        string Name(Target target)
        {
            var name = names.Of(target.Figure) is { Length: > 0 } own ? own : words.Area(target.Figure.Area);
            return targets.Count(t => names.Of(t.Figure) == names.Of(target.Figure)) > 1 ? $"{name} ({target.Figure.Period.Code})" : name;
        }

        Picture Of(List<TargetRow> shown)
        {
            var plot = new TargetPlot(context, shown, numbers);
            return new Picture
            {
                Title = context.Title,
                Subtitle = context.Subtitle(numbers.Unit, shown.Count < rows.Count ? words.Of($"{rows.Count}项中的{shown.Count}项", $"{shown.Count} of {rows.Count}") : "", names.Common, words.Of("实际值占目标的百分比", "actual in percent of the target")),
                Description = words.Of("目标与实际值。", "Targets and what was reached. ") + string.Join(words.Of("；", "; "), shown.Take(40).Select(r => $"{r.Name}{words.Of("：", ": ")}{r.Text(words)}")),
                Legend = [.. Legend(shown, words)],
                Notes = [.. ChartKinds.Warnings(context)],
                Shown = [.. shown.Select(r => r.Target.Figure), .. shown.SelectMany(r => r.Target.Actual?.Parts ?? [])],
                PlotHeight = plot.Height(shown.Count),
                LeastPlotHeight = plot.Height(1),
                Fit = height => plot.Fitting(height) is var fit && fit < shown.Count ? Of(shown[..fit]) : null,
                Draw = plot.Draw,
            };
        }
    }

    // Said in words whatever the bar shows: what was reached, what others state of it, what was aimed at and by when.
    private static List<string> Tell(Target target, ChartWords words, ChartNumbers numbers)
    {
        var aim = words.Of(
            $"目标{numbers.Full(target.Figure)}（{target.Figure.Period.Code}）", $"target {numbers.Full(target.Figure)} ({target.Figure.Period.Code})");
        if (target.Actual is not { } actual)
        {
            return [aim, target.State == TargetState.NotComparable ? words.Of(target.Reason) : words.Of("尚无公布的实际值", "no actual was published")];
        }

        var value = words.QualifyInWords(actual.Qualifier, numbers.Full(Value(actual)));
        var others = actual.Parts.SelectMany(p => p.Alternatives).Select(a => numbers.Full(ChartContext.Value(a))).Distinct().ToList();
        var beside = others.Count == 0 ? "" : words.Of($"，另有文件称{words.List(others)}", $", others state {words.List(others)}");
        return [words.Of($"实际{value}（{actual.Period.Code}{beside}）", $"actual {value} ({actual.Period.Code}{beside})"), aim];
    }

    public static double Value(TargetActual actual) => double.Parse(actual.Value, System.Globalization.CultureInfo.InvariantCulture);

    public static double Share(Target target) => double.Parse(target.ShareReached, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How firm what measures it is: added up here is derived, and one part in dispute makes all of it so.</summary>
    public static Status StatusOf(TargetActual actual) =>
        actual.Parts.FirstOrDefault(p => p.Status is Status.Disputed or Status.Preliminary)?.Status
        ?? (actual.Derived ? Status.Derived : actual.Parts.FirstOrDefault()?.Status ?? Status.Confirmed);

    private static IEnumerable<LegendItem> Legend(List<TargetRow> rows, ChartWords words)
    {
        yield return new LegendItem(words.Of("目标（100%）", "target (100%)"), (svg, x, y) => Marks.Flag(svg, x - 4, y + 6, 13));
        var states = rows.Where(r => r.Target.Actual is not null && r.Target.ShareReached.Length > 0).Select(r => StatusOf(r.Target.Actual)).ToList();
        foreach (var status in new[] { Status.Preliminary, Status.Derived }.Where(states.Contains))
        {
            yield return new LegendItem(words.State(status), (svg, x, y) => BarPlot.Bar(svg, new Box(x - 10, y - 5, 20, 10), status));
        }

        if (states.Contains(Status.Disputed))
        {
            yield return Bars.DisputedItem(words);
        }
    }
}

/// <summary>A target with its name and what is said below its bar, in parts that stay together.</summary>
internal sealed record TargetRow(Target Target, string Name, IReadOnlyList<string> Parts)
{
    /// <summary>Share of the target that was reached; "" where nothing is compared.</summary>
    public string Share => Target.ShareReached.Length > 0 ? ChartNumbers.Share(TargetBars.Share(Target)) : "";

    public string Text(ChartWords words) => string.Join(words.Dot, Parts.Append(Share).Where(t => t.Length > 0));
}
