using System.Globalization;
using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Citations;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.OneIndicator;

/// <summary>Reads what the page of an indicator shows: the figures first, then all that depends on which series they make the main one.</summary>
internal sealed class IndicatorReading(Ask ask, IndicatorEntry entry, string area, List<Dimension> asked)
{
    private const string Nation = "CN";
    private const int MostTargets = 100;

    private readonly string asOf = ask.Arguments.One(IndicatorModel.AsOf);

    private Indicator Indicator => entry.Indicator;

    public async ValueTask<IndicatorModel> ReadAsync()
    {
        var main = area.Length > 0 ? area : Indicator.Areas.Contains(Nation) || Indicator.Areas.Count == 0 ? Nation : Indicator.Areas[0];
        var here = await FigureReads.ReadAsync(ask, new() { Indicators = { Indicator.Code }, Areas = { main }, AsOf = asOf });
        var figures = here.Response.Observations;
        var dimensions = asked.Count > 0 ? asked : MainOf(figures);
        var profile = SuiteProfiles.ReadAsync(ask.Suite, ask.State, entry, ask.Cancellation).AsTask();
        var everywhere = FigureReads.ReadAsync(ask, new() { Indicators = { Indicator.Code }, Latest = 1, AsOf = asOf }).AsTask();
        var targets = SuiteTargets.ListAsync(
            ask.Suite, new() { Indicators = { Indicator.Code }, AsOf = asOf, PageSize = MostTargets }, ask.Faults, ask.Cancellation).AsTask();
        await Task.WhenAll(profile, everywhere, targets);
        string[] keys = [.. (profile.Result.Profile?.Dimensions ?? []).Select(d => d.Key).Union(dimensions.Select(d => d.Key)).Order(StringComparer.Ordinal)];
        var series = new SeriesAddress(Indicator.Code, main, dimensions, keys, asOf) { IsSplit = asked.Count == 0 && dimensions.Count > 0 };
        var shown = figures.Where(o => Is(o, dimensions)).OrderByDescending(o => o.Period.End, StringComparer.Ordinal).ThenBy(o => o.Kind).ToList();
        var newest = shown.OrderBy(o => o.Kind is Kind.Actual or Kind.Derived ? 0 : 1).FirstOrDefault();
        var catalog = here.State.Catalog;
        return new IndicatorModel
        {
            Title = Indicator.Name,
            Description = Describe(newest),
            Versions = here.Versions,
            Unavailable = [.. here.Response.Unavailable.Union(everywhere.Result.Response.Unavailable).Union(profile.Result.Unavailable).Union(targets.Result.Response.Unavailable)],
            Day = ask.Suite.Versions.Today,
            Picture = $"/v1/indicators/{Indicator.Code}/chart.png?{series.ChartQuery}&lang={PageRoutes.ReaderOf(ask).Lang}&width=1200&height=630",
            OEmbed = $"/v1/oembed?url={Uri.EscapeDataString($"{PageRoutes.Origin(ask.Http)}/indicators/{Indicator.Code}")}&format=json",
            Data = DatasetData.Write(ask, Indicator, newest, [.. Releases(profile.Result.Profile, catalog)]),
            Indicator = Indicator,
            Catalog = catalog,
            Series = series,
            Figures = shown,
            Newest = newest,
            Categories = [.. Newest(everywhere.Result.Response.Observations.Where(o => o.Area == main))],
            Areas = [.. Newest(everywhere.Result.Response.Observations.Where(o => Is(o, dimensions)))],
            Targets = targets.Result.Response.Targets,
            History = shown.Count > 0 ? await HistoryAsync(series) : null,
            Releases = [.. Releases(profile.Result.Profile, catalog)],
            Citation = shown.Count > 0 ? await CitationAsync(series) : null,
        };
    }

    // The stated total; without one the series that was stated most often.
    private static List<Dimension> MainOf(IEnumerable<Observation> figures) => figures.GroupBy(o => DimensionsJson.Text(o.Dimensions))
        .OrderBy(g => g.Key.Length > 0).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => g.First().Dimensions.ToList()).FirstOrDefault([]);

    private static bool Is(Observation figure, List<Dimension> dimensions) =>
        figure.Dimensions.Count == dimensions.Count && dimensions.TrueForAll(figure.Dimensions.Contains);

    private static IEnumerable<Observation> Newest(IEnumerable<Observation> figures) => figures
        .Where(o => o.Kind is Kind.Actual or Kind.Derived)
        .GroupBy(o => $"{o.Area}|{DimensionsJson.Text(o.Dimensions)}")
        .Select(g => g.OrderBy(o => o.Kind).MaxBy(o => o.Period.End)!);

    private static IEnumerable<Release> Releases(IndicatorProfile? profile, Catalog catalog) =>
        (profile?.ReleaseIds ?? []).Select(id => catalog.ReleasesById.GetValueOrDefault(id)?.Release).OfType<Release>();

    private LocalizedText Describe(Observation? newest)
    {
        var text = IndicatorModel.Describe(Indicator);
        return newest is null ? text : new()
        {
            Zh = $"{Words.Period(newest.Period.Code, false)}：{Words.Value(newest.Value, newest.Qualifier, newest.Unit, Indicator.Decimals, false)}。{text.Zh}",
            En = $"{Words.Period(newest.Period.Code, true)}: {Words.Value(newest.Value, newest.Qualifier, newest.Unit, Indicator.Decimals, true)}. {text.En}",
        };
    }

    private async Task<GetObservationHistoryResponse?> HistoryAsync(SeriesAddress series)
    {
        try
        {
            var request = new GetObservationHistoryRequest { Indicator = series.Indicator, Area = series.Area, Dimensions = { series.Dimensions } };
            return (await SuiteVintages.HistoryAsync(ask.Suite, request, ask.Faults, ask.Cancellation)).Response;
        }
        catch (RpcException none) when (none.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<Citation> CitationAsync(SeriesAddress series)
    {
        var figures = await CitedFigures.ReadAsync(ask, series.Selection());
        var address = $"{PageRoutes.Origin(ask.Http)}/v1/observations?{FigureReads.Canonical(series.Query)}&version={Uri.EscapeDataString(figures.Versions.Text)}";
        return new Citation(figures, address, DateOnly.Parse(ask.Suite.Versions.Today, CultureInfo.InvariantCulture));
    }
}
