using Indicators.Contracts;

namespace Indicators.Gateway.Charts;

/// <summary>
/// What is wrong, as a picture: a reader of an `img` sees nothing else. In both languages, because the language itself may be what is wrong.
/// </summary>
internal static class ChartProblem
{
    private const int MostErrors = 3;
    private const int UsualHeight = 260;

    /// <summary>Names parameter, value and nearest valid one of each error, as far as there is room.</summary>
    public static byte[] Draw(int width, int height, string theme, string titleZh, string titleEn, IReadOnlyList<ErrorFields> errors)
    {
        var sizes = Sizes.Of(width);
        var room = width - (2 * sizes.Pad);
        var lines = new List<(string Text, double Size, string Style)>();
        Add($"{titleZh} / {titleEn}", sizes.Title, "warn");
        foreach (var error in errors.Take(MostErrors))
        {
            Add($"{error.Parameter} = “{Shorten(error.Value)}”", sizes.Text, "head");
            Add(error.Message.Zh, sizes.Text, "ink");
            Add(error.Message.En, sizes.Text, "ink");
            if (error.Hint.Length > 0)
            {
                Add($"最接近的有效值 / nearest valid: {Shorten(error.Hint)}", sizes.Text, "ink");
            }
        }

        if (errors.Count > MostErrors)
        {
            Add($"另有{errors.Count - MostErrors}处 / {errors.Count - MostErrors} more", sizes.Small, "soft");
        }

        var needed = (2 * sizes.Pad) + lines.Sum(l => l.Size * 1.45);
        var high = height > 0 ? height : Math.Clamp((int)needed, ChartRequest.LeastHeight, UsualHeight * 2);
        return Write(lines, width, high, theme, sizes, $"{titleZh} / {titleEn}");

        void Add(string text, double size, string style) => lines.AddRange(TextWidth.Wrap(text, size, room, 4).Select(l => (l, size, style)));
    }

    private static byte[] Write(List<(string Text, double Size, string Style)> lines, int width, int height, string theme, Sizes sizes, string title)
    {
        using var svg = new SvgWriter();
        var (w, h) = (SvgWriter.Number(width), SvgWriter.Number(height));
        svg.Open(
            "svg", ("width", w), ("height", h), ("viewBox", $"0 0 {w} {h}"), ("role", "img"), ("aria-labelledby", "problem-title problem-desc"), ("class", $"chart-{theme}"),
            ("xml:lang", "zh-CN"), ("font-family", ChartFrame.Fonts));
        svg.Leaf("title", title, ("id", "problem-title"));
        svg.Leaf("desc", string.Join(' ', lines.Select(l => l.Text)), ("id", "problem-desc"));
        svg.Leaf("style", ChartStyle.Of(theme));
        svg.Rectangle(new Box(0, 0, width, height), "paper");
        var y = sizes.Pad;
        foreach (var (text, size, style) in lines)
        {
            // What has no room is in the description.
            if (y + (size * 1.45) > height - (sizes.Pad / 2))
            {
                break;
            }

            svg.Text(sizes.Pad, y + size, text, size, style);
            y += size * 1.45;
        }

        svg.Close();
        return svg.Finish();
    }

    private static string Shorten(string value) => value.Length <= 80 ? value : value[..80] + "…";
}
