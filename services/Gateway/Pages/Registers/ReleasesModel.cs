using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>The releases, newest known first.</summary>
/// <param name="Releases">A page of them.</param>
/// <param name="NextToken">Token of the next page; "" on the last.</param>
/// <param name="All">Releases that there are.</param>
internal sealed record ReleasesModel(IReadOnlyList<Release> Releases, string NextToken, int All)
{
    public static ReleasesModel Read(Ask ask)
    {
        ask.IsFromMemory = true;
        var all = ask.State.Catalog.Releases;
        var (items, next) = SuiteLists.Page(all, r => r.Release.Id, new ListReleasesRequest(), ask.PageSize, ask.PageToken, ask.Faults);
        return new([.. items.Select(r => r.Release)], next, all.Length);
    }
}

/// <summary>One release: the document, and what it changed when it became known.</summary>
/// <param name="Release">The document.</param>
/// <param name="Revises">The releases that it corrects or makes final.</param>
/// <param name="RevisedBy">The releases that correct it or make it final.</param>
/// <param name="Changes">A page of what it did to figures.</param>
/// <param name="NextToken">Token of the next page; "" on the last.</param>
/// <param name="Totals">How many figures it did what to, most first.</param>
/// <param name="Counted">Figures that the totals count.</param>
internal sealed record ReleaseModel(
    Release Release, IReadOnlyList<Release> Revises, IReadOnlyList<Release> RevisedBy, IReadOnlyList<FigureChange> Changes, string NextToken,
    IReadOnlyList<(ChangeType Type, int Count)> Totals, int Counted)
{
    /// <exception cref="Grpc.Core.RpcException">NOT_FOUND: there is no such release.</exception>
    public static async ValueTask<(ReleaseModel Model, SuiteAnswer<ListReleaseChangesResponse> Answer)> ReadAsync(Ask ask)
    {
        var request = new ListReleaseChangesRequest { Id = ask.Id, PageSize = ask.PageSize, PageToken = ask.PageToken };
        var answer = await SuiteVintages.OfReleaseAsync(ask.Suite, request, ask.Faults, ask.Cancellation);

        // The same data as the page, so that the totals fit it.
        var whole = new ListReleaseChangesRequest { Id = ask.Id, PageSize = Reading.MostRows, DataVersion = answer.Response.DataVersion };
        var (all, _, _) = await SuiteVintages.OfReleaseAsync(ask.Suite, whole, ask.Faults, ask.Cancellation);
        ask.State = answer.State;
        var catalog = answer.State.Catalog;
        var release = catalog.ReleasesById[ask.Id].Release;
        var totals = all.Changes.CountBy(c => c.Type).OrderByDescending(t => t.Value).Select(t => (t.Key, t.Value)).ToList();
        return (
            new(
                release,
                [.. release.Revises.Select(id => catalog.ReleasesById.TryGetValue(id, out var known) ? known.Release : new Release { Id = id })],
                [.. catalog.Releases.Select(r => r.Release).Where(r => r.Revises.Contains(release.Id))],
                answer.Response.Changes, answer.Response.NextPageToken, totals, all.Changes.Count),
            answer);
    }
}
