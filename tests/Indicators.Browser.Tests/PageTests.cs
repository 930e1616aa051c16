using Microsoft.Playwright;

namespace Indicators.Browser.Tests;

/// <summary>What holds for every page: it is in one language, complete, quiet, and asks nobody but us.</summary>
public sealed class PageTests(RunningPages pages)
{
    private static readonly LocatorAssertionsToHaveCountOptions Patiently = new() { Timeout = 20_000 };

    [Theory]
    [MemberData(nameof(Addresses.InBothLanguages), MemberType = typeof(Addresses))]
    public async Task Page_OpenedByAVisitor_IsCompleteAndQuiet(string address)
    {
        await using var visit = await pages.OpenAsync(address);
        Assert.Equal(200, visit.Status);
        Assert.Empty(visit.Complaints);
        Assert.All(visit.Requested, url => Assert.StartsWith(pages.Address.ToString(), url, StringComparison.Ordinal));
        Assert.All(visit.Statuses, answer => Assert.InRange(answer.Status, 200, 399));
        var language = await visit.Page.GetAttributeAsync("html", "lang");
        Assert.StartsWith(address.EndsWith("en", StringComparison.Ordinal) ? "en" : "zh", language!, StringComparison.Ordinal);
        Assert.Equal(1, await visit.Page.Locator("h1").CountAsync());
        Assert.NotEqual("", await visit.Page.TitleAsync());
        Assert.NotEqual("", await visit.Page.GetAttributeAsync("meta[name=description]", "content"));
    }

    [Theory]
    [MemberData(nameof(Addresses.InBothLanguages), MemberType = typeof(Addresses))]
    public async Task Page_FromAPhoneToAWall_HasNoSidewaysScroll(string address)
    {
        await using var visit = await pages.OpenAsync(address, width: 360, height: 740);
        foreach (var width in new[] { 360, 768, 1280, 3840 })
        {
            await visit.Page.SetViewportSizeAsync(width, 900);
            var tooWide = await visit.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth");
            Assert.True(tooWide <= 0, $"{tooWide} px too wide at {width}");
        }
    }

    [Fact]
    public async Task LanguageSwitch_OnEachPage_LeadsToTheSamePageInTheOtherLanguage()
    {
        foreach (var address in Addresses.All)
        {
            await using var visit = await pages.OpenAsync(address, script: false);
            await visit.Page.Locator("a[hreflang=en]").First.ClickAsync();
            await Assertions.Expect(visit.Page.Locator("html[lang^=en]")).ToHaveCountAsync(1, Patiently);
            var at = new Uri(visit.Page.Url);
            Assert.Equal(new Uri(pages.Address, address).AbsolutePath, at.AbsolutePath);
            await visit.Page.Locator("a[hreflang^=zh]").First.ClickAsync();
            await Assertions.Expect(visit.Page.Locator("html[lang^=zh]")).ToHaveCountAsync(1, Patiently);
        }
    }

    [Fact]
    public async Task Links_OfEveryPage_LeadSomewhere()
    {
        var links = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var address in Addresses.All.SelectMany(a => new[] { a, a.In("en") }))
        {
            await using var visit = await pages.OpenAsync(address, script: false);
            var found = await visit.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('a[href],link[href],img[src],script[src]')].map(e => (e.href || e.src).split('#')[0])");
            links.UnionWith(found.Where(link => link.StartsWith(pages.Address.ToString(), StringComparison.Ordinal)));
        }

        // Enough of each kind: hundreds of figures have proof pages of one shape.
        var some = links.GroupBy(link => new Uri(link).AbsolutePath.TrimStart('/').Split('/')[0]).SelectMany(g => g.Take(150)).ToList();
        Assert.True(some.Count > 60, $"{some.Count} links");
        var broken = new List<string>();
        foreach (var link in some)
        {
            using var answer = await pages.Http.GetAsync(new Uri(link), HttpCompletionOption.ResponseHeadersRead);
            if ((int)answer.StatusCode >= 400)
            {
                broken.Add($"{(int)answer.StatusCode} {link}");
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public async Task Keyboard_FirstTab_OffersToSkipToTheContent()
    {
        await using var visit = await pages.OpenAsync("/indicators/beds");
        await visit.Page.Keyboard.PressAsync("Tab");
        var target = await visit.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')");
        Assert.StartsWith("#", target, StringComparison.Ordinal);
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.querySelector('main' + location.hash + ', main ' + location.hash) !== null"));
    }

    [Fact]
    public async Task Print_OfAnIndicator_LeavesOutTheNavigationAndKeepsTheFigures()
    {
        await using var visit = await pages.OpenAsync("/indicators/beds");
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.False(await visit.Page.Locator("header nav").First.IsVisibleAsync());
        Assert.True(await visit.Page.Locator("table").First.IsVisibleAsync());
        Assert.True((await visit.Page.PdfAsync()).Length > 10_000);
    }
}
