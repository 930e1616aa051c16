using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway.Metrics;

/// <summary>
/// Chooses, of the newest figures of each series and kind, those that a scrape shows of an indicator: its value (actual, derived or norm, whichever is newest)
/// and its target, each of the stated total; where there is no total, of every series by dimensions, up to a bound.
/// </summary>
internal sealed class NewestFigures
{
    /// <summary>Most series by dimensions of one indicator; the seeds have up to 13.</summary>
    public const int MostSeries = 20;

    private readonly List<Observation> group = [];
    private readonly List<LatestFigure> chosen = [];

    /// <summary>Series that were left out by the bound.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Takes the next figures in page order.</summary>
    public void Add(IEnumerable<Observation> figures)
    {
        foreach (var figure in figures)
        {
            if (group.Count > 0 && group[0].Indicator != figure.Indicator)
            {
                Choose();
            }

            group.Add(figure);
        }
    }

    public LatestFigure[] End()
    {
        Choose();
        return [.. chosen];
    }

    private void Choose()
    {
        Choose(group.Where(f => f.Kind != Kind.Target));
        Choose(group.Where(f => f.Kind == Kind.Target));
        group.Clear();
    }

    private void Choose(IEnumerable<Observation> figures)
    {
        var series = figures.GroupBy(f => DimensionsJson.Text(f.Dimensions), StringComparer.Ordinal).ToList();
        var shown = series.Exists(s => s.Key.Length == 0) ? series.FindAll(s => s.Key.Length == 0) : series;
        LeftOut += Math.Max(0, shown.Count - MostSeries);
        foreach (var one in shown.Take(MostSeries))
        {
            // Of equal ones the kinds stand in the order of their numbers: what was measured comes before what was worked out.
            chosen.Add(LatestFigure.Of(one.OrderByDescending(f => f.Period.End, StringComparer.Ordinal).ThenBy(f => f.Kind).First()));
        }
    }
}
