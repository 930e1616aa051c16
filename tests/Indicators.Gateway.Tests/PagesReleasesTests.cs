using System.Net;
using System.Text.RegularExpressions;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Releases with what they changed, and disputes, as pages.</summary>
public sealed class PagesReleasesTests(SuiteHost suite)
{
    [Fact]
    public async Task Releases_Pages_AreInTheOrderOfRest()
    {
        var (links, next) = (new List<string>(), (string?)"/releases?pageSize=40");
        while (next is not null)
        {
            var page = await suite.PageAsync(next);
            links.AddRange(Regex.Matches(page, "<a href=\"/releases/([^\"?]*)\"").Select(m => m.Groups[1].Value));
            next = PagesHtml.Next(page);
        }

        Assert.Equal((await suite.ItemsAsync("/v1/releases?pageSize=1000")).Select(r => r.Text("id")), links);
    }

    [Fact]
    public async Task Release_ABulletin_SaysWhatItRevisedAndLinksEachFigureToItsProof()
    {
        var page = await suite.PageAsync("/releases/nhsa-bulletin-2024?lang=en");
        var rows = await suite.ItemsAsync("/v1/releases/nhsa-bulletin-2024/changes?pageSize=1000");
        var words = PagesHtml.Words(page);
        foreach (var (change, mark) in (ReadOnlySpan<(string, string)>)[("added", "＋ added"), ("revised", "↻ revised"), ("confirmed", "● confirmed")])
        {
            Assert.Contains($"{mark} {rows.Count(r => r.Text("change") == change)}", words);
        }

        Assert.Contains("/figures?indicator=basic_insurance_enrollees&amp;area=CN&amp;period=2024&amp;kind=actual&amp;lang=en", page);
        Assert.Contains("dimension.scheme=employee", page);
        Assert.Contains("href=\"/releases/nhsa-flash-2024?lang=en\"", page);
        Assert.Contains("1.326 billion", words);
    }

    [Fact]
    public async Task Release_WithANumber_ShowsItWithDatesAndEvidence()
    {
        var words = PagesHtml.Words(await suite.PageAsync("/releases/reform-2023h2"));
        Assert.Contains("国卫体改发〔2023〕23号", words);
        Assert.Contains("2023年7月21日", words);
        Assert.Contains("转载或摘要", words);
        Assert.Contains("20 行名录", words);
    }

    [Fact]
    public async Task Release_OfRegistersAlone_SaysThatNoFigureChanged() =>
        Assert.Contains("本文件没有改变任何数字。", await suite.PageAsync("/releases/qinhuangdao-2021-batch2"));

    [Theory]
    [InlineData("/releases/nhsa-buletin-2024", "nhsa-bulletin-2024")]
    [InlineData("/releases/%3Cscript%3E", "script")]
    [InlineData("/registers/no-such-register", "/registers")]
    public async Task Page_UnknownItem_Is404NamingTheNearest(string address, string named)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        using var response = await suite.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(named, body);
        Assert.DoesNotContain("<script>", body.Replace("<script src", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Disputes_OfTheSuite_ShowEachSideWithItsSourceAndWhy()
    {
        var disputes = await suite.ItemsAsync("/v1/disputes?pageSize=1000");
        var page = await suite.PageAsync("/disputes?pageSize=50&lang=en");
        Assert.Equal(Math.Min(50, disputes.Count), Regex.Count(page, "<section class=\"card\">"));
        Assert.DoesNotContain("another source is better or later.", page);
        var words = PagesHtml.Words(await suite.PageAsync("/disputes?indicator=key_specialty_projects&lang=en"));
        Assert.Contains("10,631", words);
        Assert.Contains("10,637", words);
        Assert.Matches("10,637 not shown: .* is better evidence", words);
    }

    [Fact]
    public async Task Disputes_Pages_HoldEachFigureOnce()
    {
        var (seen, next) = (0, (string?)"/disputes?pageSize=3");
        for (var pages = 0; next is not null && pages < 100; pages++)
        {
            var page = await suite.PageAsync(next);
            seen += Regex.Count(page, "<section class=\"card\">");
            next = PagesHtml.Next(page);
        }

        Assert.Equal((await suite.ItemsAsync("/v1/disputes?pageSize=1000")).Count, seen);
    }
}
