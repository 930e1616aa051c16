using System.Globalization;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Citations;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Pages.OneIndicator;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.OneFigure;

/// <summary>The proof of one figure: every document that states it, what others say, its history, and how to cite it and ask for it.</summary>
internal sealed class FigureModel : PageModel
{
    private static readonly Parameter OneIndicator = Requests.Parameters.Indicator with { Many = false, Field = "" };
    private static readonly Parameter OneArea = Requests.Parameters.Area with { Many = false, Field = "" };
    private static readonly Parameter OnePeriod = Requests.Parameters.Period with { Many = false, Field = "" };
    private static readonly Parameter OneKind = Requests.Parameters.Kind with { Many = false, Field = "" };

    /// <summary>What the page takes.</summary>
    public static readonly Parameter[] Parameters = [OneIndicator, OneArea, OnePeriod, OneKind, Requests.Parameters.Dimension];

    public required Indicator Indicator { get; init; }

    public required Catalog Catalog { get; init; }

    public required Observation Figure { get; init; }

    /// <summary>Every statement of it with its time; null where there is no history.</summary>
    public required GetObservationHistoryResponse History { get; init; }

    /// <summary>Where it is a target, what measures it.</summary>
    public required Target? Target { get; init; }

    public required Citation Citation { get; init; }

    /// <summary>Query of `/v1/observations` for this figure alone.</summary>
    public required string Query { get; init; }

    public Release? Release(string id) => Catalog.ReleasesById.GetValueOrDefault(id)?.Release;

    public static async ValueTask<FigureModel> ReadAsync(Ask ask)
    {
        var (area, period) = (FigureReads.Area(ask, OneArea), ask.Arguments.One(OnePeriod));
        var dimensions = FigureReads.Dimensions(ask);
        Need(ask, "indicator", ask.Arguments.One(OneIndicator));
        Need(ask, "area", area);
        Need(ask, "period", period);
        if (period.Length > 0 && !Periods.TryParse(period, out _))
        {
            ask.Faults.Add("invalid_value", "period", period, $"“{Errors.Short(period)}”不是一个期间。", $"`{Errors.Short(period)}` is no period.", Periods.NearestTo(period));
        }

        ask.Faults.ThrowIfAny();
        var entry = FigureReads.Indicator(ask, ask.Arguments.One(OneIndicator));
        var series = new SeriesAddress(entry.Indicator.Code, area, dimensions, [.. await KeysAsync(ask, entry, dimensions)], "");
        var page = await FigureReads.ReadAsync(ask, series.Selection());
        if (page.Response.Unavailable.Count > 0)
        {
            throw new UpstreamDownException(entry.Service);
        }

        var figure = Find(ask, page.Response.Observations, period, ask.Arguments.One(OneKind));
        return await ReadAsync(ask, entry.Indicator, series, page, figure);
    }

    private static async ValueTask<FigureModel> ReadAsync(Ask ask, Indicator indicator, SeriesAddress series, FigurePage page, Observation figure)
    {
        var selection = series.Selection();
        selection.Periods.Add($"exact({figure.Period.Code})");
        selection.Kinds.Add(figure.Kind);
        var query = FigureReads.Canonical($"{series.Query}&period=exact({figure.Period.Code})&kind={Enums.Kinds.Text(figure.Kind)}");
        var cited = await CitedFigures.ReadAsync(ask, selection);
        var history = await SuiteVintages.HistoryAsync(
            ask.Suite,
            new()
            {
                Indicator = series.Indicator, Area = series.Area, Dimensions = { series.Dimensions }, Periods = { selection.Periods }, Kinds = { figure.Kind },
            },
            ask.Faults, ask.Cancellation);
        var address = $"{PageRoutes.Origin(ask.Http)}/v1/observations?{query}&version={Uri.EscapeDataString(cited.Versions.Text)}";
        return new FigureModel
        {
            Title = Name(indicator, series, figure),
            Description = Text(
                $"{Words.Value(figure.Value, figure.Qualifier, figure.Unit, indicator.Decimals, false)}：出处、文号、原文位置、历次版本与引用格式。",
                $"{Words.Value(figure.Value, figure.Qualifier, figure.Unit, indicator.Decimals, true)}: document, place in it, history and citation."),
            Versions = page.Versions,
            Day = ask.Suite.Versions.Today,
            Indicator = indicator,
            Catalog = page.State.Catalog,
            Figure = figure,
            History = history.Response,
            Target = figure.Kind == Kind.Target ? await TargetAsync(ask, figure) : null,
            Citation = new Citation(cited, address, DateOnly.Parse(ask.Suite.Versions.Today, CultureInfo.InvariantCulture)),
            Query = query,
        };
    }

    private static LocalizedText Name(Indicator indicator, SeriesAddress series, Observation figure)
    {
        var dimensions = figure.Dimensions.Count == 0 ? new() : DimensionsJson.Names(figure.Dimensions);
        var area = CodeLists.Areas[series.Area].Name;
        return Text(
            string.Join("，", new[] { indicator.Name.Zh, area.Zh, dimensions.Zh, Words.Period(figure.Period.Code, false) }.Where(t => t.Length > 0)),
            string.Join(", ", new[] { indicator.Name.En, area.En, dimensions.En, Words.Period(figure.Period.Code, true) }.Where(t => t.Length > 0)));
    }

    private static void Need(Ask ask, string name, string value)
    {
        if (value.Length == 0)
        {
            ask.Faults.Add("missing_parameter", name, "", $"须给出“{name}”。", $"`{name}` is required.");
        }
    }

    private static async ValueTask<IEnumerable<string>> KeysAsync(Ask ask, IndicatorEntry entry, List<Dimension> dimensions)
    {
        var profile = await SuiteProfiles.ReadAsync(ask.Suite, ask.State, entry, ask.Cancellation);
        return (profile.Profile ?? throw new UpstreamDownException(entry.Service)).Dimensions.Select(d => d.Key)
            .Union(dimensions.Select(d => d.Key)).Order(StringComparer.Ordinal);
    }

    // Of several kinds of one period, what was counted comes before what was aimed at.
    private static Observation Find(Ask ask, IEnumerable<Observation> series, string period, string kind)
    {
        var figures = series.Where(o => kind.Length == 0 || Enums.Kinds.Text(o.Kind) == kind).OrderBy(o => o.Kind).ToList();
        return figures.Find(o => o.Period.Code == period)
            ?? throw FigureReads.NotFound(
                "period", period, "这一期间的数字", "figure for the period", string.Join(',', figures.Select(o => o.Period.Code).Distinct().OrderDescending(StringComparer.Ordinal).Take(5)));
    }

    private static async ValueTask<Target?> TargetAsync(Ask ask, Observation figure)
    {
        var request = new ListTargetsRequest { Indicators = { figure.Indicator }, Areas = { figure.Area }, Periods = { $"exact({figure.Period.Code})" } };
        var targets = await SuiteTargets.ListAsync(ask.Suite, request, ask.Faults, ask.Cancellation);
        return targets.Response.Targets.FirstOrDefault(t => t.Figure.Dimensions.SequenceEqual(figure.Dimensions));
    }
}
