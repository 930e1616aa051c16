using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Home;

/// <summary>What this is, the newest figures, the newest releases, and what there is by service.</summary>
internal sealed class HomeModel : PageModel
{
    private const int MostReleases = 5;

    // What a reader of health policy asks for first; each that has a national figure is shown with its newest.
    private static readonly string[] Headlines =
    [
        "life_expectancy", "infant_mortality_rate", "beds", "health_technicians", "licensed_physicians", "registered_nurses", "visits",
        "total_health_expenditure", "basic_insurance_enrollees", "regional_medical_center_projects", "national_medical_center_categories",
        "demonstration_projects",
    ];

    public required IReadOnlyList<(Indicator Indicator, Observation Figure)> Figures { get; init; }

    public required IReadOnlyList<Release> Releases { get; init; }

    /// <summary>Services with the number of their indicators.</summary>
    public required IReadOnlyList<(string Service, int Count)> Services { get; init; }

    public required int IndicatorCount { get; init; }

    public required int ReleaseCount { get; init; }

    public static async ValueTask<HomeModel> ReadAsync(Ask ask)
    {
        var page = await FigureReads.NewestAsync(ask, Headlines.Where(ask.State.Catalog.IndicatorsByCode.ContainsKey));
        var catalog = (page?.State ?? ask.State).Catalog;
        var newest = FigureReads.Totals(page);
        return new HomeModel
        {
            Title = Text("卫生指标：中国卫生健康政策文件公布的数字", "Indicators: the figures that China's health-system policy documents publish"),
            Description = Text(
                "查找、核对、引用和下载：床位、医师、护士、医保、国家医学中心、国家区域医疗中心、临床重点专科和改革任务，每个数字都有出处和历次版本。",
                "Find, check, cite and download: beds, physicians, nurses, insurance, medical centers, key specialties and reform tasks, each "
                    + "figure with its source and its history."),
            Versions = page?.Versions ?? ask.State.Versions,
            Unavailable = page is null ? SuiteLists.Down(ask.State) : page.Response.Unavailable,
            Section = "/",
            Figures = [.. Headlines.Where(newest.ContainsKey).Select(h => (catalog.IndicatorsByCode[h].Indicator, newest[h]))],
            Releases = [.. catalog.Releases.Take(MostReleases).Select(r => r.Release)],
            Services = [.. ServiceOrder.Names.Select(s => (s, catalog.Indicators.Count(i => i.ServiceText == s)))],
            IndicatorCount = catalog.Indicators.Length,
            ReleaseCount = catalog.Releases.Length,
        };
    }
}
