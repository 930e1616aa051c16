using System.Globalization;
using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>Period codes: `2022`, `2023-H2`, `2023-Q1`, `2023-04`, `2022-12-31`. Start, end and frequency follow from the code.</summary>
public static class Periods
{
    /// <summary>Reads a code; false where it is none.</summary>
    public static bool TryParse(string code, out Period period)
    {
        period = new Period { Code = code };
        if (code.Length is < 4 or > 10 || !TryNumber(code.AsSpan(0, 4), out var year) || year is < 1900 or > 2200)
        {
            return false;
        }

        var rest = code.AsSpan(4);
        return rest switch
        {
            "" => Months(period, year, 1, 12, Frequency.Year),
            ['-', 'H', >= '1' and <= '2'] => Months(period, year, ((rest[2] - '0') * 6) - 5, 6, Frequency.HalfYear),
            ['-', 'Q', >= '1' and <= '4'] => Months(period, year, ((rest[2] - '0') * 3) - 2, 3, Frequency.Quarter),
            ['-', _, _] => TryNumber(rest[1..], out var month) && Months(period, year, month, 1, Frequency.Month),
            { Length: 6 } => Day(period, code),
            _ => false,
        };
    }

    /// <summary>The frequency of a code that is known to be valid.</summary>
    public static Frequency FrequencyOf(ReadOnlySpan<char> code) => code.Length switch
    {
        4 => Frequency.Year,
        10 => Frequency.Day,
        _ => code[5] switch { 'H' => Frequency.HalfYear, 'Q' => Frequency.Quarter, _ => Frequency.Month },
    };

    /// <summary>The same period one year before; null where the calendar has none (29 February).</summary>
    public static Period? YearBefore(string code) =>
        TryNumber(code.AsSpan(0, 4), out var year) && TryParse($"{year - 1:0000}{code.AsSpan(4)}", out var before) ? before : null;

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

    private static bool Day(Period period, string code)
    {
        (period.Start, period.End, period.Frequency) = (code, code, Frequency.Day);
        return DateOnly.TryParseExact(code, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static bool Set(Period period, DateOnly start, DateOnly end, Frequency frequency)
    {
        (period.Start, period.End, period.Frequency) = (Text(start), Text(end), frequency);
        return true;
    }

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
