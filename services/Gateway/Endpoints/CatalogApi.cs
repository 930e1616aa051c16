using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Gateway.Search;
using Indicators.Types.V1;

namespace Indicators.Gateway.Endpoints;

/// <summary>What there is: indicators, releases, areas.</summary>
internal static class CatalogApi
{
    private const string Tag = "Catalog";

    private static readonly Parameter Level = new("level", "Only areas of this level.")
    {
        Choices = ["nation", "province", "city", "county", "other"],
        Example = "province",
    };
    private static readonly Parameter Parent = new("parent", "Only areas inside this one.") { Example = "CN" };
    private static readonly Parameter[] AreaParameters = [Level, Parent, .. Parameters.Paging];
    private static readonly Area[] Areas = [.. CodeLists.Areas.Values.OrderBy(a => a.Gb2260.Length == 0).ThenBy(a => a.Gb2260, StringComparer.Ordinal)];

    public static void MapCatalog(this Routes routes)
    {
        routes.Get(
            new("listIndicators", "/v1/indicators", Tag, "Indicator", "Indicators with definition, unit and owner, searched and narrowed")
            {
                Parameters = [.. CatalogSearch.Parameters, .. Parameters.Paging],
                Description = "Searched by `q`: the code itself, then the name itself, then what has all words in code or name, then the "
                    + "rest; without `q` in the order of the catalog. "
                    + "`facets` counts, for each value of a facet, what the search and the filters of the other facets find.",
                Example = "q=床位&pageSize=2",
                ChecksMore = true,
            },
            Indicators);
        routes.Get(
            new("getIndicator", "/v1/indicators/{id}", Tag, "IndicatorProfile", "One indicator by its code, with what its figures are")
            {
                Parameters = Parameters.Columns, Example = "regional_medical_center_projects",
            },
            Indicator);
        routes.Get(
            new("listReleases", "/v1/releases", Tag, "Release", "Releases, newest known first")
            {
                Parameters = Parameters.Paging, Example = "pageSize=2",
            },
            Releases);
        routes.Get(
            new("getRelease", "/v1/releases/{id}", Tag, "Release", "One release by its id")
            {
                Parameters = Parameters.Columns, Example = "nhc-2023-04-13",
            },
            Release);
        routes.Get(
            new("listAreas", "/v1/areas", Tag, "Area", "Areas with their codes, in order of GB/T 2260")
            {
                Parameters = AreaParameters, Example = "level=province&pageSize=2",
            },
            ListAreas);
        routes.Get(
            new("getArea", "/v1/areas/{id}", Tag, "Area", "One area by its code") { Parameters = Parameters.Columns, Example = "CN-GD" },
            GetArea);
    }

    private static ValueTask<Answer> Indicators(Ask ask)
    {
        ask.IsFromMemory = true;
        var (result, query, warnings) = CatalogSearch.Find(ask);
        var (items, next) = SuiteLists.Page([.. result.Entries], i => i.Indicator.Code, query, ask.PageSize, ask.PageToken, ask.Faults);
        return ValueTask.FromResult(ask.Page(
            ask.State.Versions, items, [], next, IndicatorJson.Write, warnings, SuiteLists.Down(ask.State), rows =>
                FacetsJson.Write(rows, result.Facets)));
    }

    private static async ValueTask<Answer> Indicator(Ask ask)
    {
        if (!ask.State.Catalog.IndicatorsByCode.TryGetValue(ask.Id, out var found))
        {
            throw Unknown(ask, "indicator", ask.State.Catalog.IndicatorHint(ask.Id));
        }

        var answer = await SuiteProfiles.ReadAsync(ask.Suite, ask.State, found, ask.Cancellation);
        var versions = answer.Profile is null ? ask.State.Versions : await ask.UseAsync(found.Service, answer.DataVersion);
        var entry = ask.State.Catalog.IndicatorsByCode.GetValueOrDefault(ask.Id, found);
        return ask.Item(versions, (entry, answer.Profile), [], ProfileJson.Write, answer.Unavailable);
    }

    private static ValueTask<Answer> Releases(Ask ask)
    {
        ask.IsFromMemory = true;
        var (items, next) = SuiteLists.Page(
            ask.State.Catalog.Releases, r => r.Release.Id, new ListReleasesRequest(), ask.PageSize, ask.PageToken, ask.Faults);
        return ValueTask.FromResult(ask.Page(ask.State.Versions, items, [], next, ReleaseJson.Write, [], SuiteLists.Down(ask.State)));
    }

    private static ValueTask<Answer> Release(Ask ask)
    {
        ask.IsFromMemory = true;
        var known = ask.State.Catalog.ReleasesById;
        return known.TryGetValue(ask.Id, out var found)
            ? ValueTask.FromResult(ask.Item(ask.State.Versions, found, [], ReleaseJson.Write, SuiteLists.Down(ask.State, found)))
            : throw Unknown(ask, "release", Nearest.To(ask.Id, known.Keys));
    }

    // The code lists are compiled in: areas are answered whatever is down.
    private static ValueTask<Answer> ListAreas(Ask ask)
    {
        var (level, parent) = (ask.Arguments.One(Level), ask.Arguments.One(Parent));
        if (parent.Length > 0 && !CodeLists.Areas.ContainsKey(parent))
        {
            ask.Faults.Add(
                "unknown_code", "parent", parent, $"没有代码“{Errors.Short(parent)}”。", $"There is no code `{Errors.Short(parent)}`.",
                Hints.Area(parent));
        }

        var wanted = Array.FindAll(Areas, a => (level.Length == 0 || a.Level == level) && (parent.Length == 0 || a.Parent == parent));
        var query = new Area { Level = level, Parent = parent };
        var (items, next) = SuiteLists.Page(wanted, a => a.Code, query, ask.PageSize, ask.PageToken, ask.Faults);
        return ValueTask.FromResult(ask.Page(ask.State.Versions, items, [], next, AreaJson.Write, [], []));
    }

    private static ValueTask<Answer> GetArea(Ask ask) =>
        CodeLists.Areas.TryGetValue(ask.Id, out var area)
            ? ValueTask.FromResult(ask.Item(ask.State.Versions, area, [], AreaJson.Write, []))
            : throw Errors.NotFound("area", ask.Id, Hints.Area(ask.Id));

    // Without every catalog it cannot be told whether a code exists.
    private static Exception Unknown(Ask ask, string parameter, string hint) =>
        ask.State.Catalog.IsComplete
            ? Errors.NotFound(parameter, ask.Id, hint)
            : new UpstreamDownException(ask.State.Catalog.Missing.First());
}
