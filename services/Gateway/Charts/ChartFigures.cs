using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>The figures of one picture, asked for as the REST addresses ask for them.</summary>
internal sealed class ChartFigures
{
    /// <summary>Most figures that one picture is made from.</summary>
    public const int Most = 5000;

    private const int MostHistories = ChartStyle.MostLines;

    public required IndicatorEntry Indicator { get; init; }

    public required FigureTexts Texts { get; init; }

    public required VersionVector Versions { get; init; }

    public required IReadOnlyList<Observation> All { get; init; }

    public required IReadOnlyList<Warning> Warnings { get; init; }

    /// <summary>Targets beside what measures them.</summary>
    public IReadOnlyList<Target> Targets { get; private set; } = [];

    /// <exception cref="RequestRefusedException">Something is wrong with the request, or more is selected than can be drawn.</exception>
    public static async ValueTask<ChartFigures> ReadAsync(Ask ask, ChartRequest chart)
    {
        if (!ask.State.Catalog.IndicatorsByCode.TryGetValue(ask.Id, out var indicator))
        {
            throw ask.State.Catalog.IsComplete
                ? Errors.NotFound("indicator", ask.Id, ask.State.Catalog.IndicatorHint(ask.Id))
                : new UpstreamDownException(ask.State.Catalog.Missing.First());
        }

        var request = new QueryObservationsRequest { Selection = chart.Selection, PageSize = RequestLimits.LargestPageSize, OmitReleases = true };
        var all = new List<Observation>();
        FigurePage page;
        do
        {
            page = await ask.Suite.Figures.QueryAsync(request, ask.Faults, ask.Cancellation);
            all.AddRange(page.Response.Observations);
            request.PageToken = page.Response.NextPageToken;
            if (all.Count > Most || (all.Count == Most && request.PageToken.Length > 0))
            {
                ask.Faults.Add(
                    "too_many_points", "period", $"{chart.Selection.Periods.FirstOrDefault() ?? ""}",
                    $"一张图最多由{Most:N0}个数字作成，所选的超过此数；请按地区、期间或维度缩小范围。",
                    $"One picture is made from at most {Most:N0} figures and more are selected; narrow it by areas, period or dimensions.", "top(10)");
                ask.Faults.ThrowIfAny();
            }
        }
        while (request.PageToken.Length > 0);

        ask.State = page.State;
        var figures = new ChartFigures
        {
            Indicator = page.State.Catalog.IndicatorsByCode.GetValueOrDefault(ask.Id, indicator),
            Texts = new FigureTexts(page.State.Catalog),
            Versions = page.Versions,
            All = all,
            Warnings = [.. ask.Arguments.Warnings, .. page.Response.Warnings.Select(w => ParameterNames.Rename(w, ask.Operation))],
        };
        if (chart.Type == "target" || (chart.Type.Length == 0 && all.Exists(o => o.Kind == Kind.Target)))
        {
            await figures.ReadTargetsAsync(ask, chart);
        }

        return figures;
    }

    /// <summary>What was stated of a series and then revised, by the figure that took its place; nothing where no figure was.</summary>
    public static async ValueTask<ILookup<string, Vintage>> EarlierAsync(Ask ask, ChartRequest chart, IEnumerable<IReadOnlyList<Observation>> lines)
    {
        var earlier = new List<(string Key, Vintage Vintage)>();
        foreach (var line in lines.Where(l => l.Any(o => o.Revision > 0)).Take(MostHistories))
        {
            var request = new GetObservationHistoryRequest
            {
                Indicator = line[0].Indicator, Area = line[0].Area, Dimensions = { line[0].Dimensions }, Kinds = { Kind.Actual, Kind.Derived },
            };
            var history = await SuiteVintages.HistoryAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
            var asOf = chart.Selection.AsOf.Length > 0 ? chart.Selection.AsOf : "9999";
            var revised = history.Response.Vintages.Where(v => v.Status == VintageStatus.Revised && v.KnownFrom.Length > 0 && string.CompareOrdinal(v.KnownFrom, asOf) <= 0);
            earlier.AddRange(revised.Select(v => (KeyOf(line[0], v.Period.Code, v.Kind), v)));
        }

        return earlier.ToLookup(e => e.Key, e => e.Vintage);
    }

    public static string KeyOf(Observation figure, string period, Kind kind) =>
        $"{figure.Area}|{DimensionsJson.Text(figure.Dimensions)}|{period}|{kind}";

    private async ValueTask ReadTargetsAsync(Ask ask, ChartRequest chart)
    {
        var request = new ListTargetsRequest
        {
            Indicators = { Indicator.Indicator.Code }, Areas = { chart.Selection.Areas }, AsOf = chart.Selection.AsOf, PageSize = RequestLimits.LargestPageSize,
        };
        var answer = await SuiteTargets.ListAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
        var shown = All.Where(o => o.Kind == Kind.Target).Select(o => KeyOf(o, o.Period.Code, o.Kind)).ToHashSet(StringComparer.Ordinal);

        // The period and the dimensions of the query choose among targets as they choose among figures.
        Targets = [.. answer.Response.Targets.Where(t => shown.Contains(KeyOf(t.Figure, t.Figure.Period.Code, t.Figure.Kind)))];
    }
}
