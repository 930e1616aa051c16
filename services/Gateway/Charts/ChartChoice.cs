using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>
/// Which figures of a selection go together in one picture, and which kind of picture suits them: a time series where there are two periods or
/// more, targets where there are some, the map where most provinces have a value, else bars.
/// </summary>
internal sealed class ChartChoice
{
    private const int MostProvinces = 17;

    private ChartChoice(string type, IReadOnlyList<IReadOnlyList<Observation>> lines) => (Type, Lines) = (type, lines);

    /// <summary>series, bars, target or map.</summary>
    public string Type { get; }

    /// <summary>The figures by series, each in order of time; actuals and derived ones.</summary>
    public IReadOnlyList<IReadOnlyList<Observation>> Lines { get; }

    public static ChartChoice Of(ChartFigures figures, ChartRequest request)
    {
        var stated = figures.All.Where(o => o.Kind is Kind.Actual or Kind.Derived).ToList();
        if (stated.Count == 0 && figures.Targets.Count == 0)
        {
            stated = [.. figures.All];
        }

        var all = stated.GroupBy(o => $"{o.Area}|{DimensionsJson.Text(o.Dimensions)}").Select(Line).ToList();
        return request.Type switch
        {
            "series" => new("series", SameAxes(Somewhere(all, request), byTime: true)),
            "bars" => new("bars", Bars(all, request)),
            "map" => new("map", all.FindAll(l => TileLayout.Has(l[0].Area))),
            "target" => new("target", []),
            _ => Suit(all, figures, request),
        };
    }

    private static ChartChoice Suit(List<IReadOnlyList<Observation>> all, ChartFigures figures, ChartRequest request)
    {
        var here = SameAxes(Somewhere(all, request), byTime: true);
        if (here.Any(HasTime))
        {
            return new("series", here);
        }

        if (figures.Targets.Count > 0)
        {
            return new("target", []);
        }

        var provinces = all.FindAll(l => TileLayout.Has(l[0].Area));
        return provinces.Select(l => l[0].Area).Distinct().Count() >= MostProvinces ? new("map", provinces) : new("bars", Bars(all, request));
    }

    // Each figure once a period: where a derived one stands beside the stated one, the stated one is drawn.
    private static IReadOnlyList<Observation> Line(IEnumerable<Observation> figures) =>
        [.. figures.OrderBy(o => o.Period.End, StringComparer.Ordinal).ThenBy(o => o.Period.Start, StringComparer.Ordinal).ThenBy(o => o.Kind).DistinctBy(o => o.Period.Code)];

    private static bool HasTime(IReadOnlyList<Observation> line) => line.Count > 1;

    // Nobody said where: the nation if it has figures, for beside it a city is no line at all.
    private static List<IReadOnlyList<Observation>> Somewhere(List<IReadOnlyList<Observation>> all, ChartRequest request) =>
        !request.NamesAreas && all.FindAll(l => l[0].Area == "CN") is { Count: > 0 } nation ? nation : all;

    // The stated total where there is one; else series along the same axes, those with the fewest first.
    private static List<IReadOnlyList<Observation>> SameAxes(List<IReadOnlyList<Observation>> lines, bool byTime) => lines
        .GroupBy(l => string.Join(';', l[0].Dimensions.Select(d => d.Key)))
        .OrderByDescending(g => byTime && g.Any(HasTime))
        .ThenBy(g => g.First()[0].Dimensions.Count)
        .ThenByDescending(g => g.Count())
        .Select(g => g.ToList())
        .FirstOrDefault() ?? [];

    // What splits the whole of the nation, or of the one area that was named; else areas side by side.
    private static List<IReadOnlyList<Observation>> Bars(List<IReadOnlyList<Observation>> all, ChartRequest request)
    {
        var here = Somewhere(all, request);
        var split = here.FindAll(l => l[0].Dimensions.Count > 0);
        var others = request.NamesAreas ? all : all.FindAll(l => l[0].Area != "CN");
        return here.Select(l => l[0].Area).Distinct().Count() == 1 && (split.Count > 1 || (request.Type.Length == 0 && here[0][0].Area == "CN"))
            ? SameAxes(split.Count > 1 ? split : here, byTime: false)
            : [.. others.GroupBy(l => l[0].Area).Select(NewestOf).DefaultIfEmpty(here.FirstOrDefault()).OfType<IReadOnlyList<Observation>>()];
    }

    /// <summary>Of the series of one area the total, else the one that was stated last.</summary>
    public static IReadOnlyList<Observation> NewestOf(IEnumerable<IReadOnlyList<Observation>> lines) =>
        lines.OrderBy(l => l[0].Dimensions.Count).ThenByDescending(l => l[^1].Period.End, StringComparer.Ordinal).First();
}
