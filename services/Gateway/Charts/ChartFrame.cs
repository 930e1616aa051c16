using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Indicators.Gateway.Charts;

/// <summary>
/// What every picture has around its plot: title, unit, legend, notes, source and date. Where the height is too little for all, notes and titles
/// are shortened before the plot is.
/// </summary>
internal sealed class ChartFrame
{
    public const string Fonts = "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', "
        + "'WenQuanYi Micro Hei', sans-serif";

    private const double SignWidth = 22;

    // From everything to the title, the unit and the source alone: most lines of title, subtitle, notes with sources; with a legend or without.
    private static readonly (int Title, int Subtitle, int Notes, bool Legend)[] Levels = [(4, 3, 12, true), (2, 2, 4, true), (2, 1, 2, true), (1, 1, 1, false)];

    private readonly ChartContext context;
    private readonly Picture picture;
    private readonly List<string> title;
    private readonly List<string> subtitle;
    private readonly List<List<LegendItem>> legend;
    private readonly List<string> notes;

    private ChartFrame(ChartContext context, Picture picture, int level)
    {
        var (titles, subtitles, most, hasLegend) = Levels[level];
        var sizes = context.Sizes;
        (this.context, this.picture) = (context, picture);
        title = TextWidth.Wrap(picture.Title, sizes.Title * 1.04, context.Room, titles);
        subtitle = picture.Subtitle.Length == 0 ? [] : TextWidth.Wrap(picture.Subtitle, sizes.Text, context.Room, subtitles);
        legend = hasLegend ? Rows(picture.Legend) : [];
        notes = Notes(most);
    }

    private double Above => context.Sizes.Pad + (title.Count * context.Sizes.Title * 1.3) + (subtitle.Count * context.Sizes.Text * 1.4) + (legend.Count * LegendHeight) + 8;

    private double Below => (notes.Count * context.Sizes.Small * 1.4) + context.Sizes.Pad;

    private double LegendHeight => context.Sizes.Text * 1.6;

    /// <summary>The picture as SVG in UTF-8.</summary>
    public static byte[] Draw(ChartContext context, Picture picture)
    {
        var (frame, height) = Lay(context, picture);
        if (picture.Fit?.Invoke(height - frame.Above - frame.Below) is { } fitting)
        {
            (frame, height) = Lay(context, fitting with { Fit = null });
        }

        return frame.Draw(height);
    }

    private static (ChartFrame Frame, double Height) Lay(ChartContext context, Picture picture)
    {
        var asked = context.Request.Height;
        for (var level = 0; ; level++)
        {
            var frame = new ChartFrame(context, picture, level);
            var around = frame.Above + frame.Below;
            double height = asked > 0 ? asked : Math.Clamp(Math.Ceiling(around + picture.PlotHeight), ChartRequest.LeastHeight, ChartRequest.MostHeight);
            if (level == Levels.Length - 1 || height - around >= Math.Min(picture.LeastPlotHeight, picture.PlotHeight))
            {
                return (frame, height);
            }
        }
    }

    private byte[] Draw(double height)
    {
        using var svg = new SvgWriter();
        var (width, theme, sizes) = (context.Request.Width, context.Request.Theme, context.Sizes);
        var id = "c" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(picture.Title + picture.Subtitle + picture.Description)).AsSpan(0, 6));
        var (w, h) = (SvgWriter.Number(width), SvgWriter.Number(height));
        svg.Open(
            "svg", ("width", w), ("height", h), ("viewBox", $"0 0 {w} {h}"), ("role", "img"), ("aria-labelledby", $"{id}-title {id}-desc"), ("class", $"chart-{theme}"),
            ("xml:lang", context.Words.Tag), ("lang", context.Words.Tag), ("font-family", Fonts));
        svg.Leaf("title", picture.Title, ("id", $"{id}-title"));
        svg.Leaf("desc", picture.Description, ("id", $"{id}-desc"));
        svg.Leaf("style", ChartStyle.Of(theme));
        svg.Rectangle(new Box(0, 0, width, height), "paper");
        DrawAbove(svg);
        picture.Draw(svg, new Box(sizes.Pad, Above, context.Room, Math.Max(20, height - Above - Below)));
        DrawBelow(svg, height);
        svg.Close();
        return svg.Finish();
    }

    private void DrawAbove(SvgWriter svg)
    {
        var (sizes, y) = (context.Sizes, context.Sizes.Pad);
        foreach (var line in title)
        {
            svg.Text(sizes.Pad, y + sizes.Title, line, sizes.Title, "head");
            y += sizes.Title * 1.3;
        }

        foreach (var line in subtitle)
        {
            svg.Text(sizes.Pad, y + sizes.Text, line, sizes.Text, "soft");
            y += sizes.Text * 1.4;
        }

        foreach (var row in legend)
        {
            var x = sizes.Pad;
            foreach (var item in row)
            {
                item.Draw(svg, x + (SignWidth / 2), y + (LegendHeight / 2));
                svg.Text(x + SignWidth + 4, y + (LegendHeight / 2) + (sizes.Text * 0.36), item.Text, sizes.Text, "ink");
                x += WidthOf(item);
            }

            y += LegendHeight;
        }
    }

    private void DrawBelow(SvgWriter svg, double height)
    {
        var (sizes, y) = (context.Sizes, height - Below);
        foreach (var line in notes)
        {
            svg.Text(sizes.Pad, y + sizes.Small, line, sizes.Small, "soft");
            y += sizes.Small * 1.4;
        }
    }

    private double WidthOf(LegendItem item) => SignWidth + 4 + TextWidth.Of(item.Text, context.Sizes.Text) + 14;

    private List<List<LegendItem>> Rows(IReadOnlyList<LegendItem> items)
    {
        var rows = new List<List<LegendItem>>();
        var left = 0.0;
        foreach (var item in items.Select(i => i with { Text = TextWidth.Cut(i.Text, context.Sizes.Text, context.Room - SignWidth - 4) }))
        {
            if (rows.Count == 0 || WidthOf(item) - 14 > left)
            {
                rows.Add([]);
                left = context.Room;
            }

            rows[^1].Add(item);
            left -= WidthOf(item);
        }

        return rows;
    }

    // Source and date always have a line; where there are few, the rest is for what a reader has to know, such as an axis without zero.
    private List<string> Notes(int most)
    {
        var size = context.Sizes.Small;
        List<string> sources = [.. ChartSources.Lines(context, picture.Shown)];
        var each = most >= Levels[0].Notes ? 3 : 1;
        if (most <= sources.Count)
        {
            sources = [string.Join(context.Words.Of("。", ". "), sources)];
        }

        var below = sources.SelectMany(s => TextWidth.Wrap(s, size, context.Room, each)).Take(most).ToList();
        var remarks = picture.Notes.Count == 0 || most <= below.Count ? [] : TextWidth.Wrap(string.Join(context.Words.Of("", " "), picture.Notes), size, context.Room, most - below.Count);
        return [.. remarks, .. below];
    }
}
