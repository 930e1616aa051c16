using System.Globalization;
using System.Text;

namespace Indicators.Gateway.Charts;

/// <summary>How wide a text will be, and where it breaks. No font is at hand, so widths are estimates on the wide side: a text may end early and never runs out.</summary>
internal static class TextWidth
{
    // No line starts with what closes, and none ends with what opens.
    private const string Closing = "，。；：、！？）》〉」』”’】…,.;:!?)%";
    private const string Opening = "（《〈「『“‘【(";

    /// <summary>Width of a text in a size, both in pixels.</summary>
    public static double Of(string text, double size)
    {
        // Browsers that fit glyphs to whole pixels give a Chinese one the next whole pixel.
        var (wide, width) = (Math.Ceiling(size), 0.0);
        foreach (var rune in text.EnumerateRunes())
        {
            width += IsWide(rune) ? wide : Ems(rune) * size;
        }

        return width;
    }

    /// <summary>The text in lines no wider than this; what does not fit in the last one is cut with an ellipsis.</summary>
    public static List<string> Wrap(string text, double size, double width, int most = int.MaxValue)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var piece in Pieces(text, size, width))
        {
            if (line.Length > 0 && Of(line + piece.TrimEnd(), size) > width)
            {
                if (lines.Count + 1 == most)
                {
                    lines.Add(Cut(line + piece, size, width, isCut: true));
                    return lines;
                }

                lines.Add(line.ToString().TrimEnd());
                line.Clear();
            }

            line.Append(line.Length == 0 ? piece.TrimStart() : piece);
        }

        if (line.Length > 0 || lines.Count == 0)
        {
            lines.Add(line.ToString().TrimEnd());
        }

        return lines;
    }

    /// <summary>The text in one line no wider than this.</summary>
    public static string Cut(string text, double size, double width, bool isCut = false)
    {
        if (!isCut && Of(text, size) <= width)
        {
            return text;
        }

        var elements = StringInfo.GetTextElementEnumerator(text);
        var kept = new StringBuilder();
        while (elements.MoveNext() && Of(kept + elements.GetTextElement() + "…", size) <= width)
        {
            kept.Append(elements.GetTextElement());
        }

        return kept.ToString().TrimEnd() + "…";
    }

    // What must stay together: a Latin word with the space behind it, or one Chinese character with the marks that cling to it.
    private static IEnumerable<string> Pieces(string text, double size, double width)
    {
        var piece = new StringBuilder();
        var before = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            if (piece.Length > 0 && (MayBreak(before, rune) || Of(piece + rune.ToString(), size) > width))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune);
            before = rune;
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }

    private static bool MayBreak(Rune before, Rune next) =>
        !Closing.Contains(next.ToString(), StringComparison.Ordinal)
        && !Opening.Contains(before.ToString(), StringComparison.Ordinal)
        && next.Value != ' '
        && (before.Value == ' ' || IsWide(before) || IsWide(next));

    private static bool IsWide(Rune rune) => rune.Value is (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or >= 0x1F300;

    private static double Ems(Rune rune) => rune switch
    {
        { Value: '“' or '”' or '‘' or '’' or '…' or '—' } => 1,
        { Value: ' ' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or 'i' or 'j' or 'l' or 't' or 'f' or 'r' or '-' or '·' } => 0.41,
        { Value: 'm' or 'w' or 'M' or 'W' or '%' or '@' } => 0.98,
        { Value: >= 'A' and <= 'Z' } => 0.7,
        { Value: >= '0' and <= '9' } => 0.64,
        _ => 0.61,
    };
}
