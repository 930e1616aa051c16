using System.Globalization;
using Indicators.Types.V1;

namespace Indicators.Gateway.Metrics;

/// <summary>What is kept of a figure for a scrape.</summary>
/// <param name="Family">Family of its unit.</param>
/// <param name="IsTarget">It is to be reached; else it was measured, worked out or set as a norm.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Value">In the unit of the family.</param>
/// <param name="PeriodStart">Seconds since 1970.</param>
/// <param name="KnownFrom">Seconds since 1970; null where the day of its release is not known.</param>
internal sealed record LatestFigure(
    MetricFamily Family, bool IsTarget, KeyValuePair<string, string>[] Labels, double Value, double PeriodStart, double? KnownFrom)
{
    public static LatestFigure Of(Observation figure) => new(
        MetricFamily.Of(figure.Unit),
        figure.Kind == Kind.Target,
        FigureLabels.Of(figure),
        MetricFamily.Of(figure.Unit).ValueOf(figure),
        Day(figure.Period.Start).ToUnixTimeSeconds(),
        figure.KnownFrom.Length > 0 ? Day(figure.KnownFrom).ToUnixTimeSeconds() : null);

    /// <summary>
    /// The start of a day in UTC. The days of the suite are UTC+8, but 00:00 there is still the day before in UTC, and a chart that shows UTC would put every
    /// year's figure in the year before; so written, both show the right day.
    /// </summary>
    public static DateTimeOffset Day(string day) =>
        new(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeOnly.MinValue, TimeSpan.Zero);
}
