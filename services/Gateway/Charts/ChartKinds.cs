using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>From a request to a picture of the kind that was asked for or that suits.</summary>
internal static class ChartKinds
{
    /// <summary>The picture as SVG in UTF-8, with what it is made from.</summary>
    public static async ValueTask<(byte[] Svg, VersionVector Versions)> DrawAsync(Ask ask, ChartRequest request)
    {
        var figures = await ChartFigures.ReadAsync(ask, request);
        var choice = ChartChoice.Of(figures, request);
        var context = new ChartContext(figures, request);
        var picture = choice switch
        {
            { Type: "target" } when figures.Targets.Count > 0 => TargetBars.Plan(context),
            { Lines.Count: 0 } => Nothing(context, request.Type),
            { Type: "series" } => SeriesChart.Plan(context, choice.Lines, await ChartFigures.EarlierAsync(ask, request, choice.Lines)),
            { Type: "map" } => TileMap.Plan(context, choice.Lines),
            _ => Bars.Plan(context, choice.Lines),
        };
        return (ChartFrame.Draw(context, picture), figures.Versions);
    }

    /// <summary>Values that were none of the valid ones, beside others that were.</summary>
    public static IEnumerable<string> Warnings(ChartContext context)
    {
        foreach (var warning in context.Figures.Warnings.Take(3))
        {
            yield return context.Words.Of(warning.Message);
        }
    }

    // Inside the code lists and no figure: that is an answer, and says so.
    private static Picture Nothing(ChartContext context, string type)
    {
        var (words, size) = (context.Words, context.Sizes.Text);
        var text = type switch
        {
            "target" => words.Of("所选范围内没有已公布的目标。", "No target was published for this selection."),
            "map" => words.Of("所选范围内没有各省的数字。", "No province has a figure in this selection."),
            _ => words.Of("所选范围内没有公布的数字。", "Nothing was published for this selection."),
        };
        return new Picture
        {
            Title = context.Title, Subtitle = words.List(context.Request.Selection.Areas.Select(words.Area)), Description = text, PlotHeight = 120, Notes = [.. Warnings(context)],
            Draw = (svg, box) =>
            {
                var y = box.Y + (box.Height / 2);
                foreach (var line in TextWidth.Wrap(text, size, box.Width, 4))
                {
                    svg.Text(box.X + (box.Width / 2), y, line, size, "ink", "middle");
                    y += size * 1.4;
                }
            },
        };
    }
}
