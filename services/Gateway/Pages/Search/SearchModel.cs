using System.Text;
using Indicators.Contracts;
using Indicators.Gateway.Formats;
using Indicators.Gateway.Requests;
using Indicators.Gateway.Search;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Search;

/// <summary>What was searched, what was found, and what it can be narrowed by.</summary>
internal sealed class SearchModel : PageModel
{
    private const int OnAPage = 20;

    /// <summary>What the page takes.</summary>
    public static readonly Parameter[] Parameters =
        [CatalogSearch.TypedQuery, .. CatalogSearch.Parameters.Where(p => p.Name != CatalogSearch.TypedQuery.Name), Requests.Parameters.Page];

    public required string Query { get; init; }

    public required IReadOnlyList<(Indicator Indicator, Observation? Newest)> Items { get; init; }

    public required int Count { get; init; }

    public required IReadOnlyList<SearchFacet> Facets { get; init; }

    /// <summary>What the reader may have meant who found nothing.</summary>
    public required IReadOnlyList<Indicator> Near { get; init; }

    /// <summary>Address of the page before, without a language; else "".</summary>
    public required string Before { get; init; }

    /// <summary>Address of the next page, without a language; else "".</summary>
    public required string After { get; init; }

    public required IReadOnlyList<LocalizedText> Warnings { get; init; }

    public static async ValueTask<SearchModel> ReadAsync(Ask ask)
    {
        var typed = ask.Arguments.One(CatalogSearch.TypedQuery).Trim();
        var (result, _, warnings) = CatalogSearch.Find(ask, typed);
        var page = ask.Arguments.Number(Requests.Parameters.Page, 1);
        var pages = Math.Max(1, (result.Entries.Count + OnAPage - 1) / OnAPage);
        if (page > pages)
        {
            ask.Faults.Add("invalid_value", "page", $"{page}", $"只有{pages}页。", $"There are {pages} pages.", $"{pages}");
            ask.Faults.ThrowIfAny();
        }

        var shown = result.Entries.Skip((page - 1) * OnAPage).Take(OnAPage).ToList();
        var figures = await FigureReads.NewestAsync(ask, shown.Select(e => e.Indicator.Code));
        var newest = FigureReads.Totals(figures);
        return new SearchModel
        {
            Title = typed.Length == 0 ? Text("全部指标", "All indicators") : Text($"检索“{typed}”", $"Search: {typed}"),
            Description = Text($"找到{result.Entries.Count}项指标。", $"{result.Entries.Count} indicators found."),
            Versions = figures?.Versions ?? ask.State.Versions,
            Unavailable = [.. SuiteLists.Down(ask.State).Union(figures?.Response.Unavailable ?? [])],
            Section = "/search",
            Query = typed,
            Items = [.. shown.Select(e => (e.Indicator, newest.GetValueOrDefault(e.Indicator.Code)))],
            Count = result.Entries.Count,
            Facets = [.. result.Facets.Select(f => SearchFacet.Of(f, ask.Arguments, Parameters))],
            Near = result.Entries.Count > 0 ? [] : Nearby(ask.State.Catalog, typed),
            Before = page > 1 ? At(ask, page - 1) : "",
            After = page < pages ? At(ask, page + 1) : "",
            Warnings = [.. ask.Arguments.Warnings.Concat(warnings).Select(w => w.Message)],
        };
    }

    private static List<Indicator> Nearby(Catalog catalog, string typed) =>
        [.. catalog.IndicatorHint(typed).Split(',').Where(catalog.IndicatorsByCode.ContainsKey).Select(c => catalog.IndicatorsByCode[c].Indicator)];

    private static string At(Ask ask, int page)
    {
        var query = ask.Arguments.Write(new StringBuilder(), PageRoutes.Lang, Requests.Parameters.Page);
        return $"/search?{query}{(query.Length > 0 ? "&" : "")}page={page}";
    }
}

/// <summary>One thing to narrow by: its values with how many they find, and the address that adds or takes back each.</summary>
internal sealed record SearchFacet(LocalizedText Name, IReadOnlyList<FacetChoice> Choices)
{
    public static SearchFacet Of(FacetCount facet, Arguments arguments, Parameter[] parameters)
    {
        var parameter = Array.Find(parameters, p => p.Name == facet.Name)!;
        var chosen = arguments.Many(parameter).ToList();
        var others = arguments.Write(new StringBuilder(), PageRoutes.Lang, Parameters.Page, parameter).ToString();
        return new(NameOf(facet.Name), [.. facet.Values.Select(v => new FacetChoice(
            ValueOf(facet.Name, v.Value), v.Count, chosen.Contains(v.Value), Address(others, facet.Name, Toggle(chosen, v.Value))))]);
    }

    private static IEnumerable<string> Toggle(List<string> chosen, string value) =>
        chosen.Contains(value) ? chosen.Where(c => c != value) : chosen.Append(value).Order(StringComparer.Ordinal);

    private static string Address(string others, string name, IEnumerable<string> values)
    {
        var own = string.Join(',', values.Select(Uri.EscapeDataString));
        var query = string.Join('&', new[] { others, own.Length > 0 ? $"{name}={own}" : "" }.Where(p => p.Length > 0));
        return query.Length > 0 ? $"/search?{query}" : "/search";
    }

    private static LocalizedText NameOf(string facet) => facet switch
    {
        "service" => new() { Zh = "主题", En = "Subject" },
        "unit" => new() { Zh = "单位", En = "Unit" },
        "area" => new() { Zh = "地区", En = "Area" },
        _ => new() { Zh = "频率", En = "Frequency" },
    };

    private static LocalizedText ValueOf(string facet, string value) => facet switch
    {
        "service" => Words.Service(value),
        "unit" => CodeLists.Units.TryGetValue(value, out var unit) ? unit.Name : Raw(value),
        "area" => CodeLists.Areas.TryGetValue(value, out var area) ? area.Name : Raw(value),
        _ => Words.Of(Enums.Frequencies.Of(value)),
    };

    private static LocalizedText Raw(string value) => new() { Zh = value, En = value };
}

/// <summary>One value of a facet.</summary>
internal sealed record FacetChoice(LocalizedText Name, int Count, bool IsChosen, string Address);
