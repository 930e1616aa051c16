using System.Globalization;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store.Verification;

/// <summary>What there is near a figure that does not exist.</summary>
internal sealed class Nearby(ReadConnection connection, Snapshot snapshot)
{
    private const int Most = 5;

    // Enough to hold a near one, and bounded however much an indicator holds.
    private const int MostRead = 2000;

    /// <summary>Other periods of the series, then other dimensions, nearest in time first; other areas where the area has nothing.</summary>
    public IEnumerable<Observation> To(Claim claim, Period period, string dimensions)
    {
        var series = Read(new Scan(claim.Indicator, claim.Area, dimensions), period);
        if (series.Count >= Most)
        {
            return series.Take(Most);
        }

        var area = Read(new Scan(claim.Indicator, claim.Area), period).Where(f => DimensionText.Of(f.Dimensions) != dimensions);
        var found = series.Concat(area).Take(Most).ToList();
        return found.Count > 0 ? found : Read(new Scan(claim.Indicator, ""), period).Take(Most);
    }

    private List<Observation> Read(Scan scan, Period period) => new ObservationReader(snapshot)
        .Read(connection, scan, Selection.Everything(snapshot))
        .Take(MostRead)
        .OrderBy(f => Math.Abs(Day(f.Period.End) - Day(period.End)))
        .ToList();

    private static int Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
}
