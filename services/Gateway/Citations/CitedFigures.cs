using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Citations;

/// <summary>What a query stands for at one data version: its hash, how many figures it holds and whose they are.</summary>
internal sealed record CitedFigures(VersionVector Versions, string Hash, long Count, IReadOnlyList<ReleaseEntry> Releases, IReadOnlyList<IndicatorEntry> Indicators, Observation? Only)
{
    private const int PageSize = 1000;
    private const int MostFigures = 200_000;

    /// <summary>Reads every figure of a selection, all from the version of the first.</summary>
    /// <exception cref="UpstreamDownException">A service that holds a part of it does not answer: a part has another hash than the whole.</exception>
    public static async ValueTask<CitedFigures> ReadAsync(Ask ask, ObservationSelection selection)
    {
        using var form = new CanonicalForm();
        var (releases, indicators) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var request = new QueryObservationsRequest { Selection = selection, PageSize = PageSize, OmitReleases = true };
        Observation? only = null;
        VersionVector? versions = null;
        long count = 0;
        do
        {
            var page = await ask.Suite.Figures.QueryAsync(request, ask.Faults, ask.Cancellation);
            if (page.Response.Unavailable.Count > 0)
            {
                throw new UpstreamDownException(Array.IndexOf(ServiceOrder.Names, page.Response.Unavailable[0]));
            }

            versions ??= page.Versions;
            ask.State = page.State;
            foreach (var figure in page.Response.Observations)
            {
                form.Add(figure);
                releases.Add(figure.Source.ReleaseId);
                indicators.Add(figure.Indicator);
                only = count++ == 0 ? figure : null;
            }

            Refuse(count, ask);
            request.PageToken = page.Response.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        var catalog = ask.State.Catalog;
        return new CitedFigures(
            versions, form.Hash(), count, [.. catalog.Releases.Where(r => releases.Contains(r.Release.Id))],
            [.. catalog.Indicators.Where(i => indicators.Contains(i.Indicator.Code))], only);
    }

    private static void Refuse(long count, Ask ask)
    {
        if (count > MostFigures)
        {
            ask.Faults.Add(
                "selection_too_wide", "indicators", "", $"一次最多引用{MostFigures}条数据，请缩小范围。", $"A citation covers at most {MostFigures} figures: narrow the query.", "");
            ask.Faults.ThrowIfAny();
        }
    }
}
