using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>Draws targets into their place: name, bar to the flag, and below it the numbers in words.</summary>
internal sealed class TargetPlot
{
    private const int MostLines = 4;
    private readonly ChartContext context;
    private readonly IReadOnlyList<TargetRow> rows;
    private readonly ChartNumbers numbers;
    private readonly int lines;

    public TargetPlot(ChartContext context, IReadOnlyList<TargetRow> rows, ChartNumbers numbers)
    {
        (this.context, this.rows, this.numbers) = (context, rows, numbers);
        lines = rows.Max(r => Wrap(r).Count);
    }

    private double Size => context.Sizes.Text;

    private double Thick => Size * 1.2;

    private double RowHeight => (Size * 1.5) + Thick + 6 + (lines * Size * 1.3) + (Size * 0.9);

    public double Height(int count) => (count * RowHeight) + 4;

    public int Fitting(double height) => Math.Max(1, (int)Math.Floor((height - 4) / RowHeight));

    public void Draw(SvgWriter svg, Box box)
    {
        // The flags stand in one line; what went beyond its target goes beyond them, as far as half as much again: the share says the rest.
        var most = Math.Clamp(rows.Max(r => r.Target.ShareReached.Length > 0 ? TargetBars.Share(r.Target) : 0), 100, 150);
        var scale = (box.Width - 12) / most;
        var step = Math.Min((box.Height - 4) / rows.Count, RowHeight * 1.8);
        var y = box.Y + Math.Max(0, (box.Height - (step * rows.Count)) / 2);
        foreach (var row in rows)
        {
            DrawRow(svg, row, new Box(box.X, y, box.Width, step), scale, most, box.Bottom);
            y += step;
        }
    }

    private void DrawRow(SvgWriter svg, TargetRow row, Box place, double scale, double most, double bottom)
    {
        var (target, top, x, y, width) = (row.Target, place.Y + (Size * 1.5), place.X, place.Y, place.Width);
        svg.Text(x, y + Size, TextWidth.Cut(row.Name, Size * 1.06, width - TextWidth.Of(row.Share, Size * 1.06) - 20), Size, "head");
        svg.Text(x + (100 * scale) - 6, y + Size, row.Share, Size, "head", "end");
        svg.OpenMark(target.Figure.Value, row.Name + context.Words.Of("：", ": ") + row.Text(context.Words));
        svg.Path(FormattableString.Invariant($"M{x:0.#} {top:0.#}h{100 * scale:0.#}v{Thick:0.#}h{-100 * scale:0.#}z"), "goal", "none", "currentColor", 0.8, "2 3");
        if (target.Actual is not null && target.ShareReached.Length > 0)
        {
            var (end, status) = (Math.Min(TargetBars.Share(target), most) * scale, TargetBars.StatusOf(target.Actual));
            BarPlot.Bar(svg, new Box(x, top, end, Thick), status);
            if (status == Status.Disputed)
            {
                BarPlot.Range(svg, x + end - 4, x + end + 4, top, Thick);
            }
        }

        Marks.Flag(svg, x + (100 * scale), top + Thick + 2, Thick + 9);
        svg.Close();
        var line = top + Thick + 4;
        foreach (var text in Wrap(row))
        {
            // What has no room is in the words of the mark.
            line += Size * 1.3;
            if (line + (Size * 0.2) <= bottom)
            {
                svg.Text(x, line, text, Size, "ink");
            }
        }
    }

    // Each part on a line of its own where they do not fit on one together.
    private List<string> Wrap(TargetRow row)
    {
        var all = string.Join(context.Words.Dot, row.Parts);
        return TextWidth.Of(all, Size) <= context.Room ? [all] : [.. row.Parts.SelectMany(p => TextWidth.Wrap(p, Size, context.Room, MostLines - 1))];
    }
}
