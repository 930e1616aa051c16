using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>Bars from zero, one for each category or area, each with its number: the newest figure of each series.</summary>
internal static class Bars
{
    /// <summary>The sign of figures that documents disagree on.</summary>
    public static LegendItem DisputedItem(ChartWords words) => new(words.Of("有争议：各文件所称的范围", "disputed: range of what documents state"), (svg, x, y) =>
    {
        Marks.Draw(svg, 0, Status.Confirmed, x, y, 3.5);
        Marks.Range(svg, 0, x, y, y, 5);
    });

    public static Picture Plan(ChartContext context, IReadOnlyList<IReadOnlyList<Observation>> lines)
    {
        var (words, newest) = (context.Words, Newest(lines));
        var names = new SeriesNames(newest, words);
        var periods = newest.Select(o => o.Period.Code).Distinct().ToList();
        var areas = newest.Select(o => o.Area).Distinct().Count();
        var numbers = context.Numbers(newest.Select(o => o.Number));
        var rows = newest.OrderByDescending(o => o.Number).Select(o => new BarRow(o, Name(o))).ToList();
        return Of(rows, rows.Count);

        string Name(Observation figure)
        {
            var name = names.Of(figure) is { Length: > 0 } own ? own : names.Common.Length > 0 ? names.Common : words.Area(figure.Area);
            return periods.Count > 1 ? words.Of($"{name}（{figure.Period.Code}）", $"{name} ({figure.Period.Code})") : name;
        }

        Picture Of(List<BarRow> shown, int all)
        {
            var plot = new BarPlot(context, shown, numbers);
            return new Picture
            {
                Title = context.Title,
                Subtitle = context.Subtitle(numbers.Unit, context.Counted(shown.Count, all), names.Common, periods.Count == 1 ? words.Period(periods[0]) : ""),
                Description = words.Of("条形图。", "Bar chart. ") + words.List(shown.Take(40).Select(r => $"{r.Name} {numbers.Full(r.Figure)}")) + words.Of("。", "."),
                Legend = [.. Legend(shown, words)],
                Notes = [.. Notes(context, periods.Count > 1, areas == 1 && all > 1)],
                Shown = [.. shown.Select(r => r.Figure)],
                PlotHeight = plot.Height(shown.Count),
                LeastPlotHeight = plot.Height(1),
                Fit = height => plot.Fitting(height) is var fit && fit < shown.Count ? Of(shown[..fit], all) : null,
                Draw = plot.Draw,
            };
        }
    }

    // Of all series the period that most of them have last; a series without it stands with its own newest.
    private static List<Observation> Newest(IReadOnlyList<IReadOnlyList<Observation>> lines)
    {
        var usual = lines.GroupBy(l => l[^1].Period.Code).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key, StringComparer.Ordinal).First().Key;
        return [.. lines.Select(l => l.FirstOrDefault(o => o.Period.Code == usual) ?? l[^1])];
    }

    private static IEnumerable<LegendItem> Legend(List<BarRow> rows, ChartWords words)
    {
        foreach (var status in new[] { Status.Preliminary, Status.Derived })
        {
            if (rows.Exists(r => r.Figure.Status == status))
            {
                yield return new LegendItem(words.State(status), (svg, x, y) => BarPlot.Bar(svg, new Box(x - 10, y - 5, 20, 10), status));
            }
        }

        if (rows.Exists(r => r.Figure.Status == Status.Disputed))
        {
            yield return DisputedItem(words);
        }
    }

    private static IEnumerable<string> Notes(ChartContext context, bool differ, bool areParts)
    {
        var words = context.Words;
        if (differ)
        {
            yield return words.Of("各项的期间不同，见括号。", "The periods differ; they stand in brackets.");
        }

        if (areParts)
        {
            yield return words.Of("各项可能互有包含，不宜相加。", "Some may contain others; they do not add up.");
        }

        foreach (var note in ChartKinds.Warnings(context))
        {
            yield return note;
        }
    }
}

/// <summary>A bar with its name.</summary>
internal sealed record BarRow(Observation Figure, string Name);
