using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Citations;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.OneIndicator;

/// <summary>
/// One indicator: the series that was asked for, or its main one, with its newest figure, its history and what it is cited as; its other
/// series, targets and documents.
/// </summary>
internal sealed class IndicatorModel : PageModel
{
    private static readonly Parameter Area = Requests.Parameters.Area with { Many = false, Field = "" };

    /// <summary>A form sends its field although no day was chosen.</summary>
    public static readonly Parameter AsOf = Requests.Parameters.AsOf with { MayBeEmpty = true };

    /// <summary>What the page takes.</summary>
    public static readonly Parameter[] Parameters = [Area, Requests.Parameters.Dimension, AsOf];

    public required Indicator Indicator { get; init; }

    public required Catalog Catalog { get; init; }

    /// <summary>The series that is shown.</summary>
    public required SeriesAddress Series { get; init; }

    /// <summary>Its figures, newest first.</summary>
    public IReadOnlyList<Observation> Figures { get; init; } = [];

    /// <summary>The one that a reader comes for.</summary>
    public Observation? Newest { get; init; }

    /// <summary>The newest figure of each series of the area.</summary>
    public IReadOnlyList<Observation> Categories { get; init; } = [];

    /// <summary>The newest total of each area.</summary>
    public IReadOnlyList<Observation> Areas { get; init; } = [];

    /// <summary>Targets with what measures them.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>Everything that was ever stated for the series; null where it is not known now.</summary>
    public GetObservationHistoryResponse? History { get; init; }

    /// <summary>The documents that state it, newest first.</summary>
    public IReadOnlyList<Release> Releases { get; init; } = [];

    /// <summary>How the series is cited; null without figures.</summary>
    public Citation? Citation { get; init; }

    public Release? Release(string id) => Catalog.ReleasesById.GetValueOrDefault(id)?.Release;

    public static async ValueTask<IndicatorModel> ReadAsync(Ask ask)
    {
        var entry = FigureReads.Indicator(ask, ask.Id);
        var (area, dimensions) = (FigureReads.Area(ask, Area), FigureReads.Dimensions(ask));
        try
        {
            return await new IndicatorReading(ask, entry, area, dimensions).ReadAsync();
        }
        catch (UpstreamDownException down) when (!down.IsBusy)
        {
            return WithoutFigures(ask, entry, area, dimensions);
        }
    }

    /// <summary>What every page of the indicator has, with or without figures.</summary>
    public static LocalizedText Describe(Indicator indicator) => Text(
        $"{indicator.Definition.Zh}单位：{FigureUnit(indicator).Zh}。每个数字都有出处、文号、日期和历次版本。",
        $"{indicator.Definition.En} Unit: {FigureUnit(indicator).En}. Each figure with its document, its date and its history.");

    private static LocalizedText FigureUnit(Indicator indicator) =>
        CodeLists.Units.TryGetValue(indicator.Unit, out var unit) ? unit.Name : Text(indicator.Unit, indicator.Unit);

    // The definition is known by heart.
    private static IndicatorModel WithoutFigures(Ask ask, IndicatorEntry entry, string area, List<Dimension> dimensions) => new()
    {
        Title = entry.Indicator.Name,
        Description = Describe(entry.Indicator),
        Versions = ask.State.Versions,
        Unavailable = [entry.ServiceText],
        Indicator = entry.Indicator,
        Catalog = ask.State.Catalog,
        Series = new(entry.Indicator.Code, area.Length > 0 ? area : "CN", dimensions, [], ask.Arguments.One(AsOf)),
    };
}
