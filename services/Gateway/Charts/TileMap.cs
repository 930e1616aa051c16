using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>A tile map of provinces in steps of one colour, each tile with its number; provinces without a figure are hatched and counted.</summary>
internal static class TileMap
{
    public static Picture Plan(ChartContext context, IReadOnlyList<IReadOnlyList<Observation>> lines)
    {
        var words = context.Words;
        var shown = lines.GroupBy(l => l[0].Area).ToDictionary(g => g.Key, g => ChartChoice.NewestOf(g)[^1], StringComparer.Ordinal);
        var figures = shown.Values.ToList();
        var names = new SeriesNames(figures, words);
        var numbers = context.Numbers(figures.Select(o => o.Number));
        var periods = figures.Select(o => o.Period.Code).Distinct().ToList();
        var plot = new TilePlot(context, shown, numbers);
        return new Picture
        {
            Title = context.Title,
            Subtitle = context.Subtitle(numbers.Unit, figures.Count == 1 ? "" : names.Common, periods.Count == 1 ? words.Period(periods[0]) : ""),
            Description = words.Of("分省示意图。", "Tile map of provinces. ")
                + words.List(figures.OrderByDescending(o => o.Number).Select(o => $"{words.Area(o.Area)} {numbers.Full(o)}")) + words.Of("。", "."),
            Legend = plot.Legend(),
            Notes = [.. Notes(context, figures, names, plot, periods.Count > 1)],
            Shown = figures,
            PlotHeight = plot.Height,
            LeastPlotHeight = 140,
            Draw = plot.Draw,
        };
    }

    private static IEnumerable<string> Notes(ChartContext context, List<Observation> figures, SeriesNames names, TilePlot plot, bool differ)
    {
        var (words, all) = (context.Words, TileLayout.Tiles.Count - 1);
        var missing = all - figures.Count(o => o.Area != TileLayout.Corps);
        if (missing > 0)
        {
            yield return words.Of($"斜线：{all}个省级行政区中{missing}个没有公布的数字。", $"Hatched: {missing} of {all} provinces without a published figure.");
        }

        if (differ)
        {
            var (first, last) = (figures.Min(o => o.Period.Code, StringComparer.Ordinal), figures.Max(o => o.Period.Code, StringComparer.Ordinal));
            yield return words.Of($"各省为各自最新的数字，期间自{first}至{last}。", $"Each province with its newest figure, of periods from {first} to {last}.");
        }

        if (figures.Select(o => words.Dimensions(o.Dimensions)).Distinct().Count() > 1)
        {
            yield return words.Of($"各省的口径不同：{words.List(figures.Select(Part).Distinct())}。", $"Provinces are counted differently: {words.List(figures.Select(Part).Distinct())}.");
        }

        if (plot.HasLetters)
        {
            yield return words.Of("", "Letters are those of ISO 3166-2.");
        }

        foreach (var note in ChartKinds.Warnings(context))
        {
            yield return note;
        }

        string Part(Observation figure) => words.Dimensions(figure.Dimensions) is { Length: > 0 } part ? part : words.Of("合计", "total");
    }

    private static string Min(this List<Observation> figures, Func<Observation, string> of, StringComparer order) => figures.Select(of).Order(order).First();

    private static string Max(this List<Observation> figures, Func<Observation, string> of, StringComparer order) => figures.Select(of).OrderDescending(order).First();
}
