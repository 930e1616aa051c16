using Google.Protobuf.Collections;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>
/// A selection held against the codes of the suite and split by owner. A code unknown among several is a warning, anything else that is
/// wrong a fault, and a code that may belong to a service that was never seen is neither: it cannot be told.
/// </summary>
internal sealed class SuiteSelection
{
    private const int MostHinted = 5;

    private readonly ObservationSelection?[] byService = new ObservationSelection?[ServiceOrder.Count];
    private readonly Catalog catalog;
    private readonly RequestChecks checks;

    private SuiteSelection(Catalog catalog, RequestFaults faults) => (this.catalog, checks) = (catalog, new RequestChecks(faults.Add));

    public List<Warning> Warnings => checks.Warnings;

    /// <summary>Services whose codes are not known yet and that the selection may need.</summary>
    public HashSet<int> Untold { get; } = [];

    /// <summary>The part of one service; null where it owns nothing of it.</summary>
    public ObservationSelection? Of(int service) => byService[service];

    /// <exception cref="RequestRefusedException">Something is wrong with it.</exception>
    /// <exception cref="UpstreamDownException">No code is known, and a service that was never seen may know one.</exception>
    public static SuiteSelection Read(ObservationSelection request, Catalog catalog, RequestFaults faults)
    {
        var selection = new SuiteSelection(catalog, faults);
        var checks = selection.checks;
        var indicators = selection.Indicators(request.Indicators);
        var areas = checks.Areas(request.Areas);
        checks.Periods(request.Periods);
        var dimensions = request.Dimensions.Select(checks.Dimension).ToList();
        checks.Rest(request);
        selection.OneServiceIfSorted(request, indicators, faults);
        faults.ThrowIfAny();
        if (request.Indicators.Count > 0 && indicators.Count == 0)
        {
            throw new UpstreamDownException(selection.Untold.First());
        }

        selection.Split(request, indicators, areas, dimensions);
        return selection;
    }

    // Each service sorts its own figures; merging the orders of several would need all of them here.
    private void OneServiceIfSorted(ObservationSelection request, List<IndicatorEntry> indicators, RequestFaults faults)
    {
        if (request.Sort.Count == 0)
        {
            return;
        }

        var asked = request.Indicators.Count == 0 ? catalog.Indicators : (IEnumerable<IndicatorEntry>)indicators;
        var byService = asked.GroupBy(i => i.Service).ToList();
        if (byService.Count > 1)
        {
            var names = string.Join(", ", byService.Select(g => ServiceOrder.Names[g.Key]));
            var hint = "indicator=" + string.Join(',', byService[0].Take(MostHinted).Select(i => i.Indicator.Code));
            faults.Add(
                "sort_across_services",
                "sort",
                string.Join(',', request.Sort),
                $"只能在一个服务内排序，本次选取涉及：{names}；请用indicator缩小到其中一个服务。",
                $"Figures are sorted within one service and this selection takes in {names}; narrow it to the indicators of one.",
                hint);
        }
    }

    private List<IndicatorEntry> Indicators(RepeatedField<string> codes)
    {
        var known = checks.Known(
            "indicators", codes, catalog.IndicatorsByCode.ContainsKey, catalog.IndicatorHint, mayBeUntold: !catalog.IsComplete);
        if (known.Count < codes.Count && !catalog.IsComplete)
        {
            Untold.UnionWith(catalog.Missing);
        }

        return known.ConvertAll(code => catalog.IndicatorsByCode[code]);
    }

    private void Split(ObservationSelection request, List<IndicatorEntry> indicators, List<string> areas, List<DimensionFilter> dimensions)
    {
        for (var service = 0; service < byService.Length; service++)
        {
            if (request.Indicators.Count == 0 || indicators.Exists(i => i.Service == service))
            {
                var part = new ObservationSelection
                {
                    Latest = RequestChecks.LatestOf(request), AsOf = request.AsOf, UpdatedAfter = request.UpdatedAfter, Change = request.Change, Sort = { request.Sort },
                };
                foreach (var indicator in indicators)
                {
                    if (indicator.Service == service)
                    {
                        part.Indicators.Add(indicator.Indicator.Code);
                    }
                }

                part.Areas.AddRange(areas);
                part.Periods.AddRange(request.Periods.Count == 1 && PeriodRange.Top(request.Periods[0]) is not null ? [] : request.Periods);
                part.Dimensions.AddRange(dimensions);
                part.Kinds.AddRange(request.Kinds);
                byService[service] = part;
            }
        }
    }
}
