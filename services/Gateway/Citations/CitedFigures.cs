using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Citations;

/// <summary>What a query stands for at one data version: its hash, how many figures it holds and whose they are.</summary>
internal sealed record CitedFigures(
    VersionVector Versions, string Hash, long Count, IReadOnlyList<ReleaseEntry> Releases, IReadOnlyList<IndicatorEntry> Indicators,
    Observation? Only)
{
    /// <summary>Codes that are unknown beside others that are known.</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }

    /// <summary>
    /// Reads every figure of a selection as it streams by, all from one version, in page order whatever order is asked for.
    /// </summary>
    /// <exception cref="RequestRefusedException">The address that is cited would be refused, or holds too much.</exception>
    /// <exception cref="UpstreamDownException">A service that holds a part of it does not answer: a part has another hash than the
    /// whole.</exception>
    public static async ValueTask<CitedFigures> ReadAsync(Ask ask, ObservationSelection selection)
    {
        // Checked as it is asked for, and hashed without what adds no figure: the order, and how each compares with the year before.
        ask.Suite.Figures.NotAfterToday(selection, ask.Faults);
        SuiteSelection.Read(selection, ask.State.Catalog, ask.Faults);
        var plain = selection.Clone();
        plain.Sort.Clear();
        plain.Change = Comparison.Unspecified;
        var stream = await SuiteStream.OpenAsync(ask.Suite, plain, ask.Faults, ask.Cancellation);
        ask.State = stream.State;
        using var hashed = new HashedFigures(selection.Sort, ask.Faults);
        await stream.CopyWholeAsync(hashed, ask.Cancellation);
        var catalog = stream.State.Catalog;
        return new CitedFigures(
            stream.Versions, hashed.Hash(), hashed.Count, [.. catalog.Releases.Where(r => hashed.Releases.Contains(r.Release.Id))],
            [.. catalog.Indicators.Where(i => hashed.Indicators.Contains(i.Indicator.Code))], hashed.Only) { Warnings = [.. stream.Warnings] };
    }
}
