namespace Indicators.Browser.Tests;

/// <summary>Whatever is asked for, the answer is a readable page or picture with the right status, and nothing of it runs.</summary>
public sealed class BadInputTests(RunningPages pages)
{
    private const string Attack = "\"'><script>window.hit=1;alert(1)</script><img src=x onerror=alert(2)>";

    public static TheoryData<string> Attacked() =>
    [
        "/?lang=", "/search?q=", "/search?service=", "/search?sort=", "/indicators/", "/indicators/beds?area=", "/indicators/beds?lang=",
        "/indicators/beds?dimension.tier=", "/figures?indicator=", "/figures?indicator=beds&area=", "/figures?indicator=beds&area=CN&period=",
        "/figures?indicator=beds&area=CN&period=2015&kind=", "/releases?pageToken=", "/releases/", "/disputes?indicator=", "/registers/",
        "/registers/regional-projects?area=", "/registers/regional-projects?batch=", "/registers/specialties?lang=", "/registers/demonstrations?year=",
        "/registers/reform-tasks?agency=", "/registers/quality-goals?year=", "/assess?bedOccupancy=", "/assess?hospitalGrade=", "/nowhere/",
    ];

    [Theory]
    [MemberData(nameof(Attacked))]
    public async Task Page_WithAScriptInAParameter_ShowsItAndRunsNothing(string address)
    {
        await using var visit = await pages.OpenAsync(address + Uri.EscapeDataString(Attack));
        Assert.Empty(visit.Complaints);
        Assert.Equal("undefined", await visit.Page.EvaluateAsync<string>("typeof window.hit"));
        Assert.Contains(visit.Status, (int[])[200, 400, 404]);
        Assert.Equal(1, await visit.Page.Locator("h1").CountAsync());
    }

    [Theory]
    [InlineData("lang")]
    [InlineData("theme")]
    [InlineData("width")]
    [InlineData("height")]
    [InlineData("type")]
    [InlineData("areas")]
    [InlineData("period")]
    [InlineData("asOf")]
    [InlineData("dimension.tier")]
    [InlineData("nothing")]
    public async Task Chart_WithAScriptInAParameter_IsAPictureThatSaysSo(string parameter)
    {
        await using var visit = await pages.OpenAsync($"/v1/indicators/beds/chart.svg?{parameter}={Uri.EscapeDataString(Attack)}");
        Assert.Equal(400, visit.Status);
        Assert.Empty(visit.Complaints);
        Assert.Equal("svg", await visit.Page.EvaluateAsync<string>("document.documentElement.localName"));
        Assert.Equal("undefined", await visit.Page.EvaluateAsync<string>("typeof window.hit"));
        Assert.Contains(parameter, await visit.Page.EvaluateAsync<string>("document.documentElement.textContent"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/indicators/bedz", 404, "beds")]
    [InlineData("/releases/nhc-2023-04-31", 404, "nhc-2023")]
    [InlineData("/search?qq=beds", 400, "qq")]
    [InlineData("/indicators/beds?lang=fr", 400, "fr")]
    [InlineData("/registers/regional-projects?area=CN-XX", 400, "CN-XX")]
    [InlineData("/figures?indicator=beds&area=CN&period=1950&kind=actual", 404, "1950")]
    [InlineData("/nowhere", 404, "nowhere")]
    public async Task Page_AskedForWrongly_SaysWhatIsWrong(string address, int status, string named)
    {
        await using var visit = await pages.OpenAsync(address, script: false);
        Assert.Equal(status, visit.Status);
        Assert.Contains(named, await visit.Page.TextContentAsync("main"), StringComparison.Ordinal);
        Assert.Equal(1, await visit.Page.Locator("h1").CountAsync());
    }

    [Fact]
    public async Task Search_OfTenThousandCharacters_SaysHowManyItTakes()
    {
        await using var visit = await pages.OpenAsync("/search?q=" + new string('x', 10_000));
        Assert.Equal(400, visit.Status);
        Assert.True((await visit.Page.TextContentAsync("main"))!.Length < 3_000);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("width=0", 400)]
    [InlineData("width=100000", 400)]
    [InlineData("height=-1", 400)]
    [InlineData("areas=CN-XX", 400)]
    public async Task Chart_OfAnImpossibleSize_IsAPictureThatSaysSo(string query, int status)
    {
        await using var visit = await pages.OpenAsync($"/v1/indicators/beds/chart.svg?{query}");
        Assert.Equal(status, visit.Status);
        Assert.Contains(query.Split('=')[1], await visit.Page.EvaluateAsync<string>("document.documentElement.textContent"), StringComparison.Ordinal);
    }
}
