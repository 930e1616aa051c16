using System.Text.Json;
using Indicators.Testing;
using Microsoft.Playwright;

namespace Indicators.Browser.Tests;

/// <summary>What axe finds by the rules of WCAG 2.2 AA: nothing serious on any page, light or dark, wide or narrow.</summary>
public sealed class AccessibilityTests(RunningPages pages)
{
    private const string Rules = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";
    private static readonly string Axe = Tree.Path("tests/tools/node_modules/axe-core/axe.min.js");

    [Theory]
    [MemberData(nameof(Addresses.InBothLanguages), MemberType = typeof(Addresses))]
    public async Task Page_LightAndWide_HasNoSeriousFinding(string address) => await CheckAsync(address, 1280, ColorScheme.Light);

    [Theory]
    [MemberData(nameof(Addresses.InBothLanguages), MemberType = typeof(Addresses))]
    public async Task Page_DarkAndNarrow_HasNoSeriousFinding(string address) => await CheckAsync(address, 360, ColorScheme.Dark);

    private async Task CheckAsync(string address, int width, ColorScheme scheme)
    {
        await using var visit = await pages.OpenAsync(address, width, scheme: scheme);
        // By the debugger's way, which the page's content security policy does not reach.
        await visit.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        var found = await visit.Page.EvaluateAsync<JsonElement>($"axe.run(document, {Rules})");
        Assert.True(found.GetProperty("passes").GetArrayLength() > 10);
        var serious = found.GetProperty("violations").EnumerateArray()
            .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => $"{violation.GetProperty("id")}: {string.Join(" | ", violation.GetProperty("nodes").EnumerateArray().Take(5).Select(n => n.GetProperty("html")))}");
        Assert.Empty(serious);
    }
}
