using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Checks a request's selection: a code unknown among several is a warning, anything else that is wrong is INVALID_ARGUMENT.</summary>
internal sealed class SelectionReader(Snapshot snapshot)
{
    private readonly RequestChecks checks = new();

    public List<Warning> Warnings => checks.Warnings;

    public Selection Read(ObservationSelection request, long sequence)
    {
        var indicators = checks.Known("indicators", request.Indicators, snapshot.IndicatorsByCode.ContainsKey, code => Hints.Indicator(code, snapshot.Indicators));
        var areas = checks.Areas(request.Areas);
        var periods = checks.Periods(request.Periods);
        var dimensions = request.Dimensions.Select(checks.Dimension).ToList();
        checks.Rest(request);
        var scans = Scans(InOrder(indicators), InOrder(areas));
        return new Selection(sequence, request.AsOf, scans, periods, dimensions, Kinds(request.Kinds), RequestChecks.LatestOf(request)) { UpdatedAfter = request.UpdatedAfter };
    }

    // Two walks of the same rows would give every figure twice.
    private static List<string> InOrder(List<string> codes) =>
        codes.Count < 2 ? codes : codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

    private List<Scan> Scans(List<string> indicators, List<string> areas)
    {
        if (areas.Count == 0)
        {
            return indicators.Count == 0 ? [Scan.All] : indicators.ConvertAll(i => new Scan(i, ""));
        }

        var owners = indicators.Count > 0 ? indicators : snapshot.Indicators.Select(i => i.Code);
        return owners.SelectMany(i => areas.Select(a => new Scan(i, a))).ToList();
    }

    private static int Kinds(IEnumerable<Kind> kinds) => kinds.Aggregate(0, (mask, kind) => mask | (1 << (int)kind));
}
