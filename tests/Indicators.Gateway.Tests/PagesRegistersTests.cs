using System.Net;
using System.Text.RegularExpressions;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>The registers as pages, held against the seeds and against what REST answers.</summary>
public sealed class PagesRegistersTests(SuiteHost suite)
{
    public static TheoryData<string> Addresses { get; } =
    [
        "/registers", "/registers/national-centers", "/registers/regional-projects", "/registers/specialties", "/registers/demonstrations",
        "/registers/reform-tasks", "/registers/quality-goals", "/releases", "/releases/nhc-2023-04-13", "/releases/nhsa-bulletin-2024", "/disputes", "/assess",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Page_InBothLanguages_IsAccessibleAndNamesItself(string address)
    {
        var (zh, en) = (await suite.PageAsync(address), await suite.PageAsync($"{address}?lang=en"));
        Assert.Contains("<html lang=\"zh-Hans\">", zh);
        Assert.Contains("<html lang=\"en\">", en);
        Assert.All([zh, en], PagesHtml.IsAccessible);
        Assert.NotEqual(Heading(zh), Heading(en));
        Assert.DoesNotContain(" ✔ .", PagesHtml.Words(en));
    }

    [Fact]
    public async Task Overview_OfTheSeeds_StandsItemisedBesideStated()
    {
        var words = PagesHtml.Words(await suite.PageAsync("/registers?lang=en"));
        Assert.Contains("13 of 13 itemised: all of them.", words);
        Assert.Contains("24 host hospitals", words);
        Assert.Contains("38 of 76 itemised; 10 more may belong to them; at least 28 not read by name.", words);
        Assert.Contains("20 of 20 itemised: all of them.", words);
        Assert.Contains("10 of 10 itemised: all of them.", words);
        Assert.Contains("76 项中列出 38 项；另有 10 项可能属于其中；至少 28 项的名称未读到。", PagesHtml.Words(await suite.PageAsync("/registers")));
    }

    [Fact]
    public async Task NationalCenters_OfTheSeeds_AreThirteenWithHostsAndTheChildrensRegionalCenter()
    {
        var page = await suite.PageAsync("/registers/national-centers?lang=en");
        var rows = PagesHtml.Rows(page);
        Assert.Equal(13, rows.Count(r => r.StartsWith("nc-", StringComparison.Ordinal)));
        Assert.Equal(6, rows.Count(r => r.StartsWith("rc-", StringComparison.Ordinal)));
        var words = PagesHtml.Words(page);
        Assert.Contains("The year was not read for 3 of them: Cardiovascular diseases, Cancer, Geriatric medicine.", words);
        Assert.Contains("Fuwai Hospital", words);
        Assert.Equal(24 + 13 + 6 + 2 + 1, Regex.Count(page, "class=\"source\""));
    }

    [Fact]
    public async Task RegionalProjects_Pages_HoldEachProjectOnce()
    {
        var (rows, next) = (new List<string>(), (string?)"/registers/regional-projects?pageSize=25&lang=en");
        while (next is not null)
        {
            var page = await suite.PageAsync(next);
            rows.AddRange(PagesHtml.Rows(page));
            next = PagesHtml.Next(page);
            Assert.True(next is null || next.EndsWith("&lang=en", StringComparison.Ordinal));
        }

        var all = await suite.ItemsAsync("/v1/medical-centers/regional-projects?pageSize=1000");
        Assert.Equal(all.Select(p => p.Text("id")), rows);
        Assert.Equal(66, rows.Count);
    }

    [Theory]
    [InlineData("area=CN-FJ")]
    [InlineData("batch=5")]
    [InlineData("area=CN-HA&batch=3")]
    [InlineData("countsIn76=unknown")]
    public async Task RegionalProjects_Filtered_AreThoseOfRest(string query)
    {
        var wanted = (await suite.ItemsAsync($"/v1/medical-centers/regional-projects?{query}")).ConvertAll(p => p.Text("id"));
        Assert.NotEmpty(wanted);
        Assert.Equal(wanted, PagesHtml.Rows(await suite.PageAsync($"/registers/regional-projects?{query}")));
    }

    [Fact]
    public async Task RegionalProjects_ChoiceOfEverything_IsAnEmptyValue()
    {
        var page = await suite.PageAsync("/registers/regional-projects?area=&batch=&countsIn76=");
        Assert.Equal(66, PagesHtml.Rows(page).Count);
        Assert.Contains("76 项中列出 38 项", PagesHtml.Words(page));
    }

    [Fact]
    public async Task Specialties_Targets_StandBesideActualsAndMoney()
    {
        var words = PagesHtml.Words(await suite.PageAsync("/registers/specialties?lang=en"));
        Assert.Contains("508", words);
        Assert.Contains("at least 750", words);
        Assert.Contains("10,631", words);
        Assert.Contains("◆ disputed", words);
        Assert.Contains("2.54 billion", words);
        Assert.Contains("△ derived", words);
        Assert.Contains("7 of at least 7 itemised; the list need not be complete.", words);
    }

    [Fact]
    public async Task Demonstrations_OfTheSeeds_MarkWhatIsWorkedOut()
    {
        var page = await suite.PageAsync("/registers/demonstrations?lang=en");
        var words = PagesHtml.Words(page);
        Assert.Contains("1 of 15 itemised; 14 not read by name.", words);
        Assert.Contains("2 of 20 itemised; 18 not read by name.", words);
        Assert.Contains("50 million yuan △ derived grant × share", words);
        Assert.Equal(["dp-2022-taiyuan", "dp-2023-yanan", "dp-2025-handan", "dp-2025-wuzhou", "dp-yancheng"], PagesHtml.Rows(page));
        Assert.Equal(["dp-2023-yanan"], PagesHtml.Rows(await suite.PageAsync("/registers/demonstrations?year=2023")));
        Assert.Contains("不等于没有城市入选", await suite.PageAsync("/registers/demonstrations?year=2024"));
    }

    [Fact]
    public async Task ReformTasks_OfTheSeeds_AreTwentyAndTenOfGuangdong()
    {
        var page = await suite.PageAsync("/registers/reform-tasks");
        Assert.Equal(20, PagesHtml.Rows(page).Count(r => r.StartsWith("rt-", StringComparison.Ordinal)));
        Assert.Equal(10, PagesHtml.Rows(page).Count(r => r.StartsWith("gd-", StringComparison.Ordinal)));
        var words = PagesHtml.Words(page);
        Assert.Contains("不少于70%的统筹地区按DRG或DIP付费", words);
        Assert.Contains("健康中国行动", words);
        var agency = Uri.EscapeDataString("国家医保局");
        var wanted = (await suite.ItemsAsync($"/v1/reforms/tasks?agency={agency}")).ConvertAll(t => t.Text("id"));
        var filtered = PagesHtml.Rows(await suite.PageAsync($"/registers/reform-tasks?agency={agency}"));
        Assert.Equal(wanted, filtered.Where(r => r.StartsWith("rt-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task QualityGoals_YearWithNumbersAlone_SaysThatNoGoalWasRead()
    {
        var page = await suite.PageAsync("/registers/quality-goals?lang=en");
        Assert.Equal(30, PagesHtml.Rows(page).Count);
        var words = PagesHtml.Words(page);
        Assert.Contains("10 of 10 itemised: all of them.", words);
        Assert.Contains("8 itemised; no document read states the total.", words);
        Assert.Contains("No goal of this year was read, only how many there are.", PagesHtml.Words(await suite.PageAsync("/registers/quality-goals?year=2024&lang=en")));
    }

    [Theory]
    [InlineData("/registers/regional-projects?area=CN-FK", "CN-FJ")]
    [InlineData("/registers/regional-projects?batch=9", "5")]
    [InlineData("/registers/regional-projects?countsIn76=yess", "yes")]
    [InlineData("/registers/regional-projects?arae=CN-FJ", "area")]
    [InlineData("/registers/demonstrations?year=2019", "2022")]
    [InlineData("/registers/quality-goals?year=2019", "2021")]
    [InlineData("/registers/reform-tasks?agency=no-such-agency", "no-such-agency")]
    [InlineData("/registers/national-centers?pageSize=0", "1")]
    [InlineData("/registers/national-centers?pageToken=nonsense", "nonsense")]
    [InlineData("/registers?year=2022", "year")]
    [InlineData("/disputes?indicator=key_specialty_project", "key_specialty_projects")]
    [InlineData("/releases?pageSize=100000", "1000")]
    public async Task Page_UnknownValue_Is400NamingTheNearest(string address, string named)
    {
        var words = PagesHtml.Words(await suite.PageAsync(address, HttpStatusCode.BadRequest));
        Assert.Contains(named, words);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Page_ScriptInEveryParameter_IsNeverMarkup(string address)
    {
        var script = "<script>alert(1)</script>";
        foreach (var name in (string[])["area", "batch", "countsIn76", "year", "agency", "indicator", "pageSize", "pageToken", "lang", "hospitalGrade", "bedOccupancy", "performanceGrades.1", "<script>"])
        {
            using var response = await suite.Client.GetAsync($"{address}?{Uri.EscapeDataString(name)}={Uri.EscapeDataString(script)}");
            var body = await response.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.DoesNotContain("<script>alert", body);
            Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        }
    }

    private static string Heading(string html) => Regex.Match(html, "<h1>(.*?)</h1>").Groups[1].Value;
}
