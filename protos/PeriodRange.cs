using System.Globalization;
using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>
/// A selection of periods by days: `2022` is every period inside 2022, `2018..2022` every period inside those years, either end may be left
/// out, `from(2018)` is `2018..`, and `exact(2022)` is the year alone. (`top(3)` selects by number and is no range.)
/// </summary>
/// <param name="Start">First day that a period may start on, ISO 8601; "" for no bound.</param>
/// <param name="End">Last day that a period may end on, ISO 8601; "" for no bound.</param>
/// <param name="Exact">The one code that matches; "" for all inside the days.</param>
public sealed record PeriodRange(string Start, string End, string Exact)
{
    private const string Dots = "..";
    private const string ExactStart = "exact(";
    private const string FromStart = "from(";
    private const string TopStart = "top(";

    /// <summary>Reads one selection; null where it is none or ends before it starts.</summary>
    public static PeriodRange? Parse(string text)
    {
        if (Inside(text, ExactStart) is { } code)
        {
            return Periods.TryParse(code, out var exact) ? new PeriodRange(exact.Start, exact.End, exact.Code) : null;
        }

        if (Inside(text, FromStart) is { } from)
        {
            return Between(from, "");
        }

        if (text.IndexOf(Dots, StringComparison.Ordinal) is var dots and >= 0)
        {
            return Between(text[..dots], text[(dots + Dots.Length)..]);
        }

        return Periods.TryParse(text, out var period) ? new PeriodRange(period.Start, period.End, "") : null;
    }

    /// <summary>The number of newest periods that `top(3)` selects; null where the text is none.</summary>
    public static int? Top(string text) =>
        Inside(text, TopStart) is { } digits && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= RequestLimits.MostLatest ? number : null;

    /// <summary>Whether a period, given by its code and its first and last day, is selected.</summary>
    public bool Contains(ReadOnlySpan<char> code, ReadOnlySpan<char> start, ReadOnlySpan<char> end) =>
        Exact.Length > 0
            ? code.SequenceEqual(Exact)
            : start.SequenceCompareTo(Start) >= 0 && (End.Length == 0 || end.SequenceCompareTo(End) <= 0);

    /// <summary>The same range from its earlier end to its later one; null where the text is no range or runs the right way.</summary>
    public static string? Turned(string text)
    {
        var dots = text.IndexOf(Dots, StringComparison.Ordinal);
        var turned = dots < 0 ? "" : $"{text[(dots + Dots.Length)..]}{Dots}{text[..dots]}";
        return dots > 0 && dots + Dots.Length < text.Length && Parse(text) is null && Parse(turned) is not null ? turned : null;
    }

    /// <summary>The nearest selection to a text that is none: a range turned round, its ends made valid, or one period.</summary>
    public static string NearestTo(string text)
    {
        if (Turned(text) is { } turned)
        {
            return turned;
        }

        foreach (var start in (ReadOnlySpan<string>)[ExactStart, FromStart])
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
            {
                return $"{start}{Periods.NearestTo(text[start.Length..])})";
            }
        }

        if (text.StartsWith(TopStart, StringComparison.Ordinal))
        {
            return NearestTop(text);
        }

        var dots = text.IndexOf(Dots, StringComparison.Ordinal);
        if (dots < 0)
        {
            return Periods.NearestTo(text);
        }

        var valid = $"{Near(text[..dots])}{Dots}{Near(text[(dots + Dots.Length)..])}";
        return Parse(valid) is not null ? valid : Turned(valid) ?? Periods.NearestTo(text);

        static string Near(string end) => end.Length == 0 ? "" : Periods.NearestTo(end);
    }

    private static string NearestTop(string text)
    {
        var digits = text[TopStart.Length..].TrimEnd(')').Trim();
        var isNumber = long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return $"{TopStart}{(isNumber ? Math.Clamp(number, 1, RequestLimits.MostLatest) : 1)})";
    }

    private static string? Inside(string text, string start) =>
        text.EndsWith(')') && text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..^1] : null;

    private static PeriodRange? Between(string from, string to)
    {
        Period first = new(), last = new();
        if ((from.Length == 0 && to.Length == 0)
            || (from.Length > 0 && !Periods.TryParse(from, out first))
            || (to.Length > 0 && !Periods.TryParse(to, out last)))
        {
            return null;
        }

        var range = new PeriodRange(first.Start, last.End, "");
        return range.End.Length > 0 && string.CompareOrdinal(range.Start, range.End) > 0 ? null : range;
    }
}
