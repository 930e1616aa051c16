namespace Indicators.Gateway.Charts;

/// <summary>Puts numbers beside marks where they cover neither a mark, a line nor another number; what has no room stays out.</summary>
internal sealed class Labels(Box within)
{
    private readonly List<Box> taken = [];

    /// <summary>Something that no label may cover.</summary>
    public void Block(Box box) => taken.Add(box);

    /// <summary>A line between two points that no label may cover.</summary>
    public void BlockLine(double x1, double y1, double x2, double y2)
    {
        var steps = Math.Max(1, (int)(Math.Max(Math.Abs(x2 - x1), Math.Abs(y2 - y1)) / 5));
        for (var i = 0; i <= steps; i++)
        {
            Block(new Box(x1 + ((x2 - x1) * i / steps) - 1, y1 + ((y2 - y1) * i / steps) - 1, 2, 2));
        }
    }

    /// <summary>Writes a text above a mark, else below or beside it.</summary>
    public bool Put(SvgWriter svg, double x, double y, double away, string text, double size, string style)
    {
        var (width, height) = (TextWidth.Of(text, size), size * 1.05);
        foreach (var (left, top) in Places(x, y, away, width, height))
        {
            var box = new Box(Math.Clamp(left, within.X, Math.Max(within.X, within.Right - width)), top, width, height);
            if (box.Y >= within.Y && box.Bottom <= within.Bottom && !taken.Exists(t => t.Meets(box)))
            {
                taken.Add(box);
                svg.Text(box.X + (width / 2), box.Y + (size * 0.88), text, size, style, "middle");
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(double Left, double Top)> Places(double x, double y, double away, double width, double height) =>
    [
        (x - (width / 2), y - away - height), (x - (width / 2), y + away), (x - width + away, y - away - height), (x - away, y - away - height),
        (x - width + away, y + away), (x - away, y + away), (x + away + 2, y - (height / 2)), (x - away - 2 - width, y - (height / 2)),
    ];
}
