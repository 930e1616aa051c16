using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Home, search, an indicator, and the proof of a figure.</summary>
public sealed class PagesFiguresTests(SuiteHost suite)
{
    [Fact]
    public async Task Home_ForAReader_ShowsNewestFiguresWithUnitAndDate()
    {
        var zh = PagesHtml.Words(await suite.PageAsync("/"));
        Assert.Matches("医疗卫生机构床位数 约?[0-9,.]+万张 20[0-9]{2}年", zh);
        Assert.Matches("People insured under basic medical insurance 1\\.[0-9]+ billion persons 20[0-9]{2}", PagesHtml.Words(await suite.PageAsync("/?lang=en")));
    }

    [Fact]
    public async Task Search_ByWordAndFacet_FindsWhatTheInterfaceFinds()
    {
        var found = await suite.JsonAsync("/v1/indicators?q=床位&unit=beds&pageSize=100");
        var html = await suite.PageAsync("/search?q=床位&unit=beds");
        Assert.All(found.GetProperty("items").EnumerateArray(), item => Assert.Contains($"href=\"/indicators/{item.Text("code")}\"", html));
        Assert.Contains($"找到{found.GetProperty("items").GetArrayLength()}项指标", html);
        Assert.Contains("href=\"/search?q=%E5%BA%8A%E4%BD%8D\"", html);
        Assert.Contains("href=\"/search?q=%E5%BA%8A%E4%BD%8D&amp;unit=beds,", html.Replace("%2C", ","));
    }

    [Fact]
    public async Task Search_WithoutWords_ListsEverythingPageByPage()
    {
        var seen = new HashSet<string>();
        for (var next = "/search?q="; next is not null;)
        {
            var html = await suite.PageAsync(next);
            seen.UnionWith(Regex.Matches(html, "href=\"/indicators/([a-z0-9_]+)\"").Select(m => m.Groups[1].Value));
            next = PagesHtml.Next(html);
        }

        Assert.Equal((await suite.ItemsAsync("/v1/indicators?pageSize=1000")).Count, seen.Count);
    }

    [Fact]
    public async Task Indicator_Unknown_IsAPageWithTheNearestName()
    {
        var html = await suite.PageAsync("/indicators/bedz?lang=en", HttpStatusCode.NotFound);
        Assert.Contains("<a href=\"/indicators/beds?lang=en\">Beds in health institutions</a>", html);
    }

    [Fact]
    public async Task Indicator_WithTargets_ShowsTargetActualAndGap()
    {
        var words = PagesHtml.Words(await suite.PageAsync("/indicators/key_specialty_projects?lang=en"));
        Assert.Matches("at least 750 2025 610 2022-12-31 △ derived = 508 \\+ 102 140 ▼ behind 81\\.33%", words);
    }

    [Fact]
    public async Task Indicator_ThatWasRevised_SaysWhoSaidWhatBefore()
    {
        var words = PagesHtml.Words(await suite.PageAsync("/indicators/basic_insurance_enrollees"));
        Assert.Matches("2024年 13\\.2638亿人 ◐ 初步 ↻ 已修订", words);
        Assert.Contains("2024年全国医疗保障事业发展统计公报", words);
    }

    [Fact]
    public async Task Indicator_AsOfADay_ShowsWhatWasKnownThen()
    {
        var words = PagesHtml.Words(await suite.PageAsync("/indicators/basic_insurance_enrollees?asOf=2025-06-30&area=CN"));
        Assert.Contains("截至2025年6月30日已公布的数字", words);
        Assert.Matches("13\\.2638亿人 2024年 ◐ 初步", words);
        Assert.DoesNotContain("已公布的数字", PagesHtml.Words(await suite.PageAsync("/indicators/basic_insurance_enrollees?asOf=&area=CN")));
    }

    [Fact]
    public async Task Indicator_ForSearchEngines_IsADataSetWhoseFilesAnswer()
    {
        var html = await suite.PageAsync("/indicators/beds?lang=en");
        var data = JsonDocument.Parse(Regex.Match(html, "<script type=\"application/ld\\+json\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value).RootElement;
        Assert.Equal(("Dataset", "Beds in health institutions"), (data.Text("@type"), data.Text("name")));
        foreach (var file in data.GetProperty("distribution").EnumerateArray())
        {
            using var answer = await suite.Client.GetAsync(file.Text("contentUrl"), HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(file.Text("encodingFormat"), answer.Content.Headers.ContentType!.MediaType);
        }

        foreach (var picture in Regex.Matches(html, "(?:src|srcset)=\"(/v1/[^\"]*)\"").Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)))
        {
            using var answer = await suite.Client.GetAsync(picture);
            Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task Indicator_OfEveryService_HasAPage()
    {
        var all = await suite.ItemsAsync("/v1/indicators?pageSize=1000");
        foreach (var indicator in all.Where((_, i) => i % 5 == 0))
        {
            var html = await suite.PageAsync($"/indicators/{indicator.Text("code")}");
            Assert.Contains($"<h1>{indicator.Text("nameZh")}</h1>", WebUtility.HtmlDecode(html));
        }
    }

    [Fact]
    public async Task Figure_InDispute_NamesEverySide()
    {
        var dispute = (await suite.ItemsAsync("/v1/disputes?pageSize=1"))[0];
        var dimensions = dispute.Text("dimensions").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(d => $"&dimension.{d}");
        var words = PagesHtml.Words(await suite.PageAsync(
            $"/figures?indicator={dispute.Text("indicator")}&area={dispute.Text("area")}&period={dispute.Text("period")}&kind={dispute.Text("kind")}{string.Concat(dimensions)}"));
        Assert.Contains("◆ 有争议", words);
        Assert.Contains(dispute.GetProperty("source").Text("titleZh"), words);
        Assert.All(dispute.GetProperty("alternatives").EnumerateArray(), other => Assert.Contains(other.GetProperty("source").Text("titleZh"), words));
    }

    [Fact]
    public async Task Figure_Cited_HasTheHashAndTheAddressOfTheInterface()
    {
        var html = await suite.PageAsync("/figures?indicator=basic_insurance_enrollees&area=CN&period=2024&kind=actual");
        var address = WebUtility.HtmlDecode(Regex.Match(html, "href=\"(http[^\"]*/v1/observations\\?[^\"]*)\"").Groups[1].Value);
        Assert.Equal("1326620800", Assert.Single(await suite.ItemsAsync(address)).GetProperty("value").GetRawText());
        var cited = await suite.JsonAsync(address.Replace("/v1/observations?", "/v1/observations/cite?"));
        Assert.Contains(cited.Text("sha256"), html);
        Assert.Contains(cited.Text("gbt7714"), WebUtility.HtmlDecode(html));
    }

    [Fact]
    public async Task Figure_OfAPeriodWithoutOne_NamesThoseThatHaveOne()
    {
        var words = PagesHtml.Words(await suite.PageAsync("/figures?indicator=beds&area=CN&period=1999&lang=en", HttpStatusCode.NotFound));
        Assert.Contains("There is no figure for the period `1999`", words);
        Assert.Contains("2015", PagesHtml.Words(await suite.PageAsync("/figures?indicator=beds&area=CN&period=2015")));
    }
}
