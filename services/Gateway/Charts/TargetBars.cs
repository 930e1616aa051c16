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
        var targets = context.Figures.Targets;
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
                Subtitle = context.Subtitle(numbers.Unit, names.Common, words.Of("实际值占目标的百分比", "actual in percent of the target")),
                Description = words.Of("目标与实际值。", "Targets and what was reached. ") + string.Join(words.Of("；", "; "), shown.Take(40).Select(r => $"{r.Name}{words.Of("：", ": ")}{r.Text}")),
                Legend = [.. Legend(shown, words)],
                Notes = [.. Notes(context, shown.Count, rows.Count)],
                Shown = [.. shown.Select(r => r.Target.Figure), .. shown.SelectMany(r => r.Target.Actual?.Parts ?? [])],
                PlotHeight = plot.Height(shown.Count),
                LeastPlotHeight = plot.Height(1),
                Fit = height => plot.Fitting(height) is var fit && fit < shown.Count ? Of(shown[..fit]) : null,
                Draw = plot.Draw,
            };
        }
    }

    // Said in words whatever the bar shows: what was reached, what was aimed at and by when, and the share.
    private static string Tell(Target target, ChartWords words, ChartNumbers numbers)
    {
        var aim = words.Of(
            $"目标{numbers.Full(target.Figure)}（{target.Figure.Period.Code}）", $"target {numbers.Full(target.Figure)} ({target.Figure.Period.Code})");
        if (target.Actual is not { } actual)
        {
            return string.Join(words.Dot, aim, target.State == TargetState.NotComparable ? words.Of(target.Reason) : words.Of("尚无公布的实际值", "no actual was published"));
        }

        var value = words.QualifyInWords(actual.Qualifier, numbers.Full(Value(actual)));
        var reached = words.Of($"实际{value}（{actual.Period.Code}）", $"actual {value} ({actual.Period.Code})");
        return string.Join(words.Dot, new[] { reached, aim, target.ShareReached.Length > 0 ? ChartNumbers.Share(Share(target)) : "" }.Where(t => t.Length > 0));
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

    private static IEnumerable<string> Notes(ChartContext context, int shown, int all)
    {
        if (shown < all)
        {
            yield return context.Words.Of($"共{all}项目标，图中为前{shown}项。", $"{shown} of {all} targets fit in and are shown.");
        }

        foreach (var note in ChartKinds.Warnings(context))
        {
            yield return note;
        }
    }
}

/// <summary>A target with its name and the sentence below its bar.</summary>
internal sealed record TargetRow(Target Target, string Name, string Text);
