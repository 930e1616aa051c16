using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Store.Registers;
using Indicators.Types.V1;

namespace Indicators.HealthResources;

/// <summary>Reads the newest figures.</summary>
internal sealed class HealthResourceQueries(ObservationQueries observations)
{
    /// <summary>The newest figure of each series of some areas (none: all), in page order.</summary>
    public List<Observation> Latest(RegisterView view, IEnumerable<string> areas)
    {
        var selection = new ObservationSelection { Areas = { areas }, Kinds = { Kind.Actual, Kind.Derived }, Latest = 1, DataVersion = view.DataVersion };

        // The store's `latest` counts each kind by itself; of a series with a derived figure and a later stated one only the later is newest.
        return observations.All(selection)
            .GroupBy(o => (o.Indicator, o.Area, Dimensions: string.Join(';', o.Dimensions.Select(d => $"{d.Key}={d.Value}"))))
            .Select(Newest).ToList();
    }

    private static Observation Newest(IEnumerable<Observation> series) =>
        series.OrderByDescending(o => o.Period.End, StringComparer.Ordinal).ThenBy(o => o.Kind).First();
}
