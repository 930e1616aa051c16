using System.Globalization;
using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>Where periods stand in time, and what is written below them.</summary>
internal static class TimeAxis
{
    /// <summary>The middle of a period, in days: a year stands above its own number.</summary>
    public static double Middle(Period period) => (Day(period.Start) + Day(period.End)) / 2.0;

    /// <summary>
    /// One follows the other with nothing left out. Days have no next one: two ends of a year that are a year apart are neighbours.
    /// </summary>
    public static bool AreNeighbours(Period one, Period next) =>
        one.Frequency == next.Frequency
        && (one.Frequency == Frequency.Day ? Day(next.Start) - Day(one.End) <= 366 : Day(next.Start) - Day(one.End) == 1);

    /// <summary>Labels that do not touch: the periods themselves where there is room, else years in even steps.</summary>
    public static List<(double Time, string Text)> Labels(IReadOnlyList<Period> periods, Func<double, double> place, double size)
    {
        var codes = periods.DistinctBy(p => p.Code).Select(p => (Time: Middle(p), Text: p.Code)).OrderBy(p => p.Time).ToList();
        if (AreApart(codes, place, size))
        {
            return codes;
        }

        var (first, last) = (Year(periods.Min(p => p.Start)!), Year(periods.Max(p => p.End)!));
        foreach (var step in (int[])[1, 2, 5, 10, 20, 50])
        {
            var years = Enumerable.Range(first, last - first + 1).Where(y => (last - y) % step == 0).Select(y => (Time: MiddleOf(y), Text: $"{y}"))
                .Where(y => place(y.Time) is var x && x >= place(codes[0].Time) - 1 && x <= place(codes[^1].Time) + 1).ToList();
            if (years.Count > 0 && AreApart(years, place, size))
            {
                return years;
            }
        }

        return codes[^1..];
    }

    private static bool AreApart(List<(double Time, string Text)> labels, Func<double, double> place, double size) =>
        labels.Zip(labels.Skip(1)).All(l => place(l.Second.Time) - place(l.First.Time) >= ((TextWidth.Of(l.First.Text, size) + TextWidth.Of(l.Second.Text, size)) / 2) + 6);

    private static double MiddleOf(int year) => (new DateOnly(year, 1, 1).DayNumber + new DateOnly(year, 12, 31).DayNumber) / 2.0;

    private static int Year(string day) => int.Parse(day.AsSpan(0, 4), CultureInfo.InvariantCulture);

    private static int Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
}
