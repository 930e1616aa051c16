using System.Globalization;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store.Targets;

/// <summary>Change a year, between the last days of two periods.</summary>
internal static class Pace
{
    /// <summary>From the actual before the newest to the newest, both plain numbers of periods of one length; null over a break or without two.</summary>
    public static decimal? SoFar(IReadOnlyList<TargetActual> actuals, TargetActual newest)
    {
        var earlier = actuals.Where(a => string.CompareOrdinal(a.Period.End, newest.Period.End) < 0).ToList();
        var before = earlier.FindLastIndex(a => a.Period.Frequency == newest.Period.Frequency);
        if (before < 0 || !IsPlain(newest) || !IsPlain(earlier[before]) || earlier.Skip(before + 1).Append(newest).Any(HasBreak))
        {
            return null;
        }

        return Between(earlier[before].Period.End, newest.Period.End, DecimalText.Parse(newest.Value) - DecimalText.Parse(earlier[before].Value));
    }

    /// <summary>A change spread over the years between two days; null where the second is not the later.</summary>
    public static decimal? Between(string from, string to, decimal change) => Years(Day(from), Day(to)) is > 0 and var years ? change / years : null;

    /// <summary>Whole years, and the days after them as a part of the year that they lie in.</summary>
    private static decimal Years(DateOnly from, DateOnly to)
    {
        var whole = to.Year - from.Year;
        whole -= from.AddYears(whole) > to ? 1 : 0;
        var (last, next) = (from.AddYears(whole), from.AddYears(whole + 1));
        return whole + ((decimal)(to.DayNumber - last.DayNumber) / (next.DayNumber - last.DayNumber));
    }

    private static bool IsPlain(TargetActual actual) => actual.Qualifier is Qualifier.Exact or Qualifier.About;

    private static bool HasBreak(TargetActual actual) => actual.Parts.Any(p => p.SeriesBreak);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
