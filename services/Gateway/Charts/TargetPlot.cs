using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>Draws targets into their place: name, bar to the flag, and below it the numbers in words.</summary>
internal sealed class TargetPlot
{
    private const int MostLines = 3;
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
        // The flags stand in one line; what went beyond its target goes beyond them, and far beyond is cut with an arrow's words in the sentence.
        var most = Math.Clamp(rows.Max(r => r.Target.ShareReached.Length > 0 ? TargetBars.Share(r.Target) : 0), 100, 150);
        var scale = (box.Width - 12) / most;
        var y = box.Y;
        foreach (var row in rows)
        {
            DrawRow(svg, row, box.X, y, box.Width, scale, most);
            y += RowHeight;
        }
    }

    private void DrawRow(SvgWriter svg, TargetRow row, double x, double y, double width, double scale, double most)
    {
        var (target, top) = (row.Target, y + (Size * 1.5));
        svg.Text(x, y + Size, TextWidth.Cut(row.Name, Size * 1.06, width), Size, "head");
        svg.OpenMark(target.Figure.Value, row.Name + context.Words.Of("：", ": ") + row.Text);
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
            line += Size * 1.3;
            svg.Text(x, line, text, Size, "ink");
        }
    }

    private List<string> Wrap(TargetRow row) => TextWidth.Wrap(row.Text, Size, context.Room, MostLines);
}
