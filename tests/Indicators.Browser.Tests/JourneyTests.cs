using Microsoft.Playwright;

namespace Indicators.Browser.Tests;

/// <summary>What people come for: find, look, check, narrow, take away.</summary>
public sealed class JourneyTests(RunningPages pages)
{
    [Fact]
    public async Task Search_TypedAtHome_OffersIndicatorsToTheKeyboard()
    {
        await using var visit = await pages.OpenAsync("/");
        await visit.Page.FillAsync("input[name=q]", "床位");
        await visit.Page.Locator("[role=option]").First.WaitForAsync();
        await visit.Page.PressAsync("input[name=q]", "ArrowDown");
        await visit.Page.PressAsync("input[name=q]", "Enter");
        await visit.Page.WaitForURLAsync("**/indicators/*");
        Assert.Contains("床位", await visit.Page.TextContentAsync("h1"), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Search_SentAsAForm_FindsAndNarrows(bool script)
    {
        await using var visit = await pages.OpenAsync("/search", script: script);
        await visit.Page.FillAsync("input[name=q]", "医院");
        await visit.Page.Locator("form[role=search] button").ClickAsync();
        await visit.Page.WaitForURLAsync("**/search?q=*");
        var all = await ResultsAsync(visit);
        Assert.NotEmpty(all);
        var facet = visit.Page.Locator("main a[href*='service=county-hospitals'], main a[href*='service=county']").First;
        await facet.ClickAsync();
        await visit.Page.WaitForURLAsync("**service=county-hospitals**");
        var narrowed = await ResultsAsync(visit);
        Assert.NotEmpty(narrowed);
        Assert.True(narrowed.Count < all.Count || narrowed.SetEquals(all), $"{all.Count}, then {narrowed.Count}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Figure_OnAnIndicatorsPage_LeadsToItsProof(bool script)
    {
        await using var visit = await pages.OpenAsync("/indicators/county_hospital_level2_capability_share", script: script);
        Assert.Contains("87.7", await visit.Page.TextContentAsync("main"), StringComparison.Ordinal);
        await visit.Page.Locator("main .figure a").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/figures?*");
        var text = await visit.Page.TextContentAsync("main");
        Assert.Contains("87.7", text, StringComparison.Ordinal);
        Assert.NotEqual(0, await visit.Page.Locator("main a[href*='/releases/']").CountAsync());
    }

    [Fact]
    public async Task Download_OfCsv_HoldsTheFiguresOfThePage()
    {
        await using var visit = await pages.OpenAsync("/indicators/beds");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator("main a[href*='format=csv']").First.ClickAsync());
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        var rows = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Contains("indicator", rows[0], StringComparison.Ordinal);
        Assert.Contains(rows, row => row.Contains("10298000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Downloads_OfAnIndicator_AreAllThere()
    {
        await using var visit = await pages.OpenAsync("/indicators/beds");
        var links = await visit.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href*=\"format=\"]')].map(a => a.href)");
        foreach (var format in new[] { "csv", "xlsx", "ndjson", "jsonstat" })
        {
            var link = Assert.Single(links.Where(l => l.Contains($"format={format}", StringComparison.Ordinal)).Take(1));
            using var answer = await pages.Http.GetAsync(new Uri(link));
            Assert.True(answer.IsSuccessStatusCode, link);
        }
    }

    [Fact]
    public async Task Chart_OfAnIndicatorsPage_IsSeenAndTellsItsPoints()
    {
        await using var visit = await pages.OpenAsync("/indicators/beds");
        var mark = visit.Page.Locator("main svg [tabindex='0']").First;
        await mark.FocusAsync();
        var tip = visit.Page.Locator(".tip:visible");
        await Assertions.Expect(tip).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("[0-9]"));
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(tip).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Chart_WithoutScripts_IsAPictureBesideTheSameFigures()
    {
        await using var visit = await pages.OpenAsync("/indicators/beds", script: false);
        var image = visit.Page.Locator("main img[src*='chart.svg']").First;
        Assert.True((await image.BoundingBoxAsync())!.Width > 200);
        await Assertions.Expect(image).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await image.EvaluateAsync<int>("image => image.naturalWidth") > 200);
        Assert.NotEqual("", await image.GetAttributeAsync("alt"));
        Assert.All(visit.Statuses, answer => Assert.Equal(200, answer.Status));
        Assert.Contains("1,029.8", await visit.Page.Locator("main table").First.TextContentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Assessment_OfGoodFigures_TellsEachCondition(bool script)
    {
        await using var visit = await pages.OpenAsync("/assess", script: script);
        await visit.Page.SelectOptionAsync("[name=hospitalType]", "general");
        await visit.Page.SelectOptionAsync("[name=hospitalGrade]", "3A");
        await visit.Page.SelectOptionAsync("[name=publicHospital]", "true");
        await visit.Page.FillAsync("[name=bedOccupancy]", "95");
        await visit.Page.FillAsync("[name=majorIncidents]", "1");
        await visit.Page.Locator("main form button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/assess?*");
        var text = (await visit.Page.TextContentAsync("main"))!;
        Assert.Contains("✔ 满足", text, StringComparison.Ordinal);
        Assert.Contains("✕ 不满足", text, StringComparison.Ordinal);
        Assert.Contains("无法判断", text, StringComparison.Ordinal);
        Assert.Equal("95", await visit.Page.InputValueAsync("[name=bedOccupancy]"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Assessment_OfBadFigures_SaysWhichFieldAndKeepsWhatWasTyped(bool script)
    {
        await using var visit = await pages.OpenAsync("/assess", script: script);
        await visit.Page.FillAsync("[name=bedOccupancy]", "many");
        await visit.Page.FillAsync("[name=majorIncidents]", "0");
        await visit.Page.Locator("main form button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/assess?*");
        Assert.Contains(visit.Statuses, answer => answer.Status == 400);
        var field = visit.Page.Locator("[name=bedOccupancy]");
        Assert.Equal("many", await field.InputValueAsync());
        Assert.Equal("true", await field.GetAttributeAsync("aria-invalid"));
        foreach (var id in (await field.GetAttributeAsync("aria-describedby"))!.Split(' '))
        {
            Assert.Equal(1, await visit.Page.Locator($"[id='{id}']").CountAsync());
        }

        Assert.Equal("0", await visit.Page.InputValueAsync("[name=majorIncidents]"));
    }

    [Fact]
    public async Task Register_NarrowedByItsForm_ShowsFewerRowsAndSaysHowManyAreStated()
    {
        await using var visit = await pages.OpenAsync("/registers/regional-projects", script: false);
        Assert.Contains("38", await visit.Page.TextContentAsync("main"), StringComparison.Ordinal);
        var all = await visit.Page.Locator("main tbody tr").CountAsync();
        await visit.Page.SelectOptionAsync("main form select[name=area]", "CN-FJ");
        await visit.Page.Locator("main form button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**area=CN-FJ**");
        Assert.InRange(await visit.Page.Locator("main tbody tr").CountAsync(), 1, all - 1);
    }

    private static async Task<HashSet<string>> ResultsAsync(Visit visit) =>
        [.. await visit.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href^=\"/indicators/\"]')].map(a => new URL(a.href).pathname)")];
}
