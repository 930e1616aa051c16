using System.Globalization;
using System.Text.RegularExpressions;
using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>Period codes: `2022`, `2023-H2`, `2023-Q1`, `2023-04`, `2022-12-31`. Start, end and frequency follow from the code.</summary>
public static partial class Periods
{
    /// <summary>Reads a code; false where it is none.</summary>
    public static bool TryParse(string code, out Period period)
    {
        period = new Period { Code = code };
        if (code.Length is < 4 or > 10 || Shape().Match(code) is not { Success: true } match)
        {
            return false;
        }

        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        if (year is < 1900 or > 2200)
        {
            return false;
        }

        return (match.Groups["half"].Value, match.Groups["quarter"].Value, match.Groups["month"].Value, match.Groups["day"].Value) switch
        {
            ({ Length: > 0 } half, _, _, _) => Months(period, year, (int.Parse(half, CultureInfo.InvariantCulture) * 6) - 5, 6, Frequency.HalfYear),
            (_, { Length: > 0 } quarter, _, _) => Months(period, year, (int.Parse(quarter, CultureInfo.InvariantCulture) * 3) - 2, 3, Frequency.Quarter),
            (_, _, { Length: > 0 }, { Length: > 0 }) => Day(period, code),
            (_, _, { Length: > 0 } month, _) => Months(period, year, int.Parse(month, CultureInfo.InvariantCulture), 1, Frequency.Month),
            _ => Months(period, year, 1, 12, Frequency.Year),
        };
    }

    /// <summary>The frequency of a code that is known to be valid.</summary>
    public static Frequency FrequencyOf(string code) => code.Length switch
    {
        4 => Frequency.Year,
        10 => Frequency.Day,
        _ => code[5] switch { 'H' => Frequency.HalfYear, 'Q' => Frequency.Quarter, _ => Frequency.Month },
    };

    /// <summary>The last day of a full or partial ISO date (`2023`, `2023-04`, `2023-04-13`); null where it is none.</summary>
    public static string? LastDay(string date) =>
        TryParse(date, out var period) && period.Frequency is Frequency.Year or Frequency.Month or Frequency.Day ? period.End : null;

    /// <summary>Whether a text is one full day of the calendar in ISO 8601.</summary>
    public static bool IsDay(string date) => TryParse(date, out var period) && period.Frequency == Frequency.Day;

    /// <summary>The longest start of a text that is a code, for `2022-13` was meant to lie in 2022; `2022` where there is none.</summary>
    public static string NearestTo(string text)
    {
        for (var length = Math.Min(text.Length, 10); length >= 4; length--)
        {
            if (TryParse(text[..length], out _))
            {
                return text[..length];
            }
        }

        return "2022";
    }

    private static bool Months(Period period, int year, int first, int count, Frequency frequency)
    {
        if (first is < 1 or > 12)
        {
            return false;
        }

        var start = new DateOnly(year, first, 1);
        return Set(period, start, start.AddMonths(count).AddDays(-1), frequency);
    }

    private static bool Day(Period period, string code) =>
        DateOnly.TryParseExact(code, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && Set(period, day, day, Frequency.Day);

    private static bool Set(Period period, DateOnly start, DateOnly end, Frequency frequency)
    {
        period.Start = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        period.End = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        period.Frequency = frequency;
        return true;
    }

    [GeneratedRegex(@"^(?<year>[0-9]{4})(-H(?<half>[12])|-Q(?<quarter>[1-4])|-(?<month>[0-9]{2})(-(?<day>[0-9]{2}))?)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
