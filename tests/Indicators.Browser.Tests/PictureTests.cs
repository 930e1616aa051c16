using Microsoft.Playwright;

namespace Indicators.Browser.Tests;

/// <summary>Charts as a reader sees them, against pictures that somebody looked at; with the fonts that Debian gives everybody.</summary>
public sealed class PictureTests(RunningPages pages)
{
    [Theory]
    [InlineData("series", "beds", "width=720&theme=light&lang=zh")]
    [InlineData("series-dark-phone", "beds", "width=360&theme=dark&lang=en")]
    [InlineData("series-target", "regional_medical_center_projects", "width=720&theme=light&lang=en")]
    [InlineData("share", "county_hospital_level2_capability_share", "width=720&theme=light&lang=zh")]
    [InlineData("bars", "key_specialty_projects", "width=720&theme=light&lang=zh")]
    [InlineData("map", "regional_medical_center_projects", "type=map&width=720&theme=light&lang=zh")]
    [InlineData("refused", "beds", "width=0&lang=zh")]
    public async Task Chart_InTheBrowser_LooksAsApproved(string name, string indicator, string query)
    {
        await using var visit = await pages.OpenAsync($"/v1/indicators/{indicator}/chart.svg?{query}", width: 800, height: 900);
        var size = await visit.Page.EvaluateAsync<float[]>("(box => [box.width, box.height])(document.documentElement.getBoundingClientRect())");
        Assert.True(size[0] > 200 && size[1] > 100, $"{size[0]} x {size[1]}");
        await Pictures.CheckAsync(
            pages, name, await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Clip = new Clip { X = 0, Y = 0, Width = size[0], Height = size[1] } }));
    }

    [Fact]
    public async Task Chinese_InTheBrowser_HasGlyphsOfItsOwn()
    {
        await using var visit = await pages.OpenAsync("about:blank");

        // A font without them draws the same box for each.
        var kinds = await visit.Page.EvaluateAsync<int>("""
            () => new Set([...'床位医院国家中心'].map(letter => {
              const canvas = new OffscreenCanvas(40, 40).getContext('2d');
              canvas.font = '32px sans-serif';
              canvas.fillText(letter, 2, 34);
              return String(canvas.getImageData(0, 0, 40, 40).data);
            })).size
            """);
        Assert.Equal(8, kinds);
    }
}
