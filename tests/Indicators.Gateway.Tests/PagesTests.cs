using System.Net;
using System.Text.RegularExpressions;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>What holds for every page: its headers, its language, how it is kept and how it refuses.</summary>
public sealed partial class PagesTests(SuiteHost suite)
{
    private const string Script = "%3Cscript%3Ealert(1)%3C/script%3E";

    [Theory]
    [InlineData("/")]
    [InlineData("/search?q=床位")]
    [InlineData("/indicators/beds")]
    [InlineData("/indicators/key_specialty_projects")]
    [InlineData("/figures?indicator=basic_insurance_enrollees&area=CN&period=2024&kind=actual")]
    public async Task Page_InBothLanguages_IsWholeAndRunsNothingThatStandsInIt(string address)
    {
        foreach (var lang in new[] { "zh", "en" })
        {
            var html = await suite.PageAsync($"{address}{(address.Contains('?') ? '&' : '?')}lang={lang}");
            Assert.Contains(lang == "en" ? "<html lang=\"en\">" : "<html lang=\"zh-Hans\">", html);
            Assert.Single(Regex.Matches(html, "<h1>"));
            Assert.All(Regex.Matches(html, "<script(?<kind>[^>]*)>"), m => Assert.Matches("src=|ld.json", m.Groups["kind"].Value));
            Assert.DoesNotMatch("<[^>]* (style|on[a-z]+)=\"", html);
            Assert.DoesNotMatch("(src|srcset|href)=\"//", html);
            PagesHtml.IsAccessible(html);
        }
    }

    [Fact]
    public async Task Page_AskedAgain_IsGivenByItsTagWhateverTheReaderAccepts()
    {
        using var first = await AskAsync("/indicators/beds?area=CN", "text/html,application/xhtml+xml;q=0.9", "");
        using var second = await AskAsync("/indicators/beds?area=CN", "*/*", "");
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal("Accept-Encoding", Assert.Single(second.Headers.Vary));
        using var third = await AskAsync("/indicators/beds?area=CN", "text/html", first.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, third.StatusCode);
        Assert.All([first, second, third], response => Assert.StartsWith("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy"))));
    }

    [Theory]
    [InlineData("/search?q=" + Script, 200)]
    [InlineData("/search?service=" + Script, 400)]
    [InlineData("/search?page=" + Script, 400)]
    [InlineData("/search?" + Script + "=1", 400)]
    [InlineData("/?lang=" + Script, 400)]
    [InlineData("/indicators/%3Cscript%3Ealert(1)", 404)]
    [InlineData("/indicators/beds?area=" + Script, 400)]
    [InlineData("/indicators/beds?asOf=" + Script, 400)]
    [InlineData("/indicators/beds?dimension.tier=" + Script, 400)]
    [InlineData("/indicators/beds?dimension." + Script + "=1", 400)]
    [InlineData("/figures?indicator=" + Script + "&area=CN&period=2022", 404)]
    [InlineData("/figures?indicator=beds&area=" + Script + "&period=2022", 400)]
    [InlineData("/figures?indicator=beds&area=CN&period=" + Script, 400)]
    [InlineData("/figures?indicator=beds&area=CN&period=2022&kind=" + Script, 400)]
    public async Task Script_InEveryParameter_IsShownAsText(string address, int status)
    {
        var html = await suite.PageAsync(address, (HttpStatusCode)status);
        Assert.DoesNotContain("<script>", html);
        Assert.Contains("alert(1)", PagesHtml.Words(html));
    }

    [Theory]
    [InlineData("/search?qq=1", "qq")]
    [InlineData("/search?page=9999", "page")]
    [InlineData("/search?unit=meters", "unit")]
    [InlineData("/indicators/beds?area=CN-ZZ", "area")]
    [InlineData("/indicators/beds?asOf=2024-99-99", "asOf")]
    [InlineData("/figures?area=CN&period=2022", "indicator")]
    [InlineData("/figures?indicator=beds&area=CN&period=tomorrow", "period")]
    public async Task Parameter_ThatIsWrong_IsNamedOnAPage(string address, string parameter)
    {
        foreach (var lang in new[] { "zh", "en" })
        {
            var html = await suite.PageAsync($"{address}&lang={lang}", HttpStatusCode.BadRequest);
            Assert.Contains($"<code>{parameter}</code>", html);
            Assert.Contains("noindex", html);
        }
    }

    [Fact]
    public async Task Search_OfTenThousandCharacters_IsRefusedAsAPage() =>
        Assert.Contains("100", PagesHtml.Words(await suite.PageAsync($"/search?q={new string('x', 10_000)}", HttpStatusCode.BadRequest)));

    [Fact]
    public async Task Path_OfNothing_IsAPageForABrowserAndJsonForAProgram()
    {
        using var browser = await AskAsync("/serch?lang=en", "text/html", "");
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (browser.StatusCode, browser.Content.Headers.ContentType!.MediaType));
        using var program = await suite.Client.GetAsync("/serch");
        Assert.Equal("application/problem+json", program.Content.Headers.ContentType!.MediaType);
        using var data = await AskAsync("/v1/nothing", "text/html", "");
        Assert.Equal("application/problem+json", data.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Assets_OfAPage_AreKeptForEver()
    {
        var addresses = AssetAddresses().Matches(await suite.PageAsync("/")).Select(m => m.Value).ToList();
        Assert.Equal(3, addresses.Count);
        foreach (var address in addresses)
        {
            using var asset = await suite.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            Assert.Contains("immutable", asset.Headers.CacheControl!.ToString());
        }

        using var gone = await suite.Client.GetAsync("/assets/site.000000000000.css");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string address, string accept, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Language", "en-GB");
        if (tag.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return await suite.Client.SendAsync(request);
    }

    [GeneratedRegex("/assets/[a-z]+\\.[0-9a-f]{12}\\.(css|js|svg)")]
    private static partial Regex AssetAddresses();
}
