using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>
/// A selection of periods by days: `2022` is every period inside 2022, `2018..2022` every period inside those years, either end may be left
/// out, and `exact(2022)` is the year alone.
/// </summary>
/// <param name="Start">First day that a period may start on, ISO 8601; "" for no bound.</param>
/// <param name="End">Last day that a period may end on, ISO 8601; "" for no bound.</param>
/// <param name="Exact">The one code that matches; "" for all inside the days.</param>
public sealed record PeriodRange(string Start, string End, string Exact)
{
    private const string Dots = "..";
    private const string ExactStart = "exact(";

    /// <summary>Reads one selection; null where it is none or ends before it starts.</summary>
    public static PeriodRange? Parse(string text)
    {
        if (text.StartsWith(ExactStart, StringComparison.Ordinal) && text.EndsWith(')'))
        {
            return Periods.TryParse(text[ExactStart.Length..^1], out var exact) ? new PeriodRange(exact.Start, exact.End, exact.Code) : null;
        }

        if (text.IndexOf(Dots, StringComparison.Ordinal) is var dots and >= 0)
        {
            return Between(text[..dots], text[(dots + Dots.Length)..]);
        }

        return Periods.TryParse(text, out var period) ? new PeriodRange(period.Start, period.End, "") : null;
    }

    /// <summary>Whether a period, given by its code and its first and last day, is selected.</summary>
    public bool Contains(string code, string start, string end) =>
        Exact.Length > 0
            ? code == Exact
            : string.CompareOrdinal(start, Start) >= 0 && (End.Length == 0 || string.CompareOrdinal(end, End) <= 0);

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

        if (text.StartsWith(ExactStart, StringComparison.Ordinal))
        {
            return $"{ExactStart}{Periods.NearestTo(text[ExactStart.Length..])})";
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
