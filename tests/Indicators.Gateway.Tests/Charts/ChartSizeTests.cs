using System.Net;

namespace Indicators.Gateway.Tests.Charts;

/// <summary>More figures than a picture can show.</summary>
[Collection(nameof(LargeSuite))]
public sealed class ChartSizeTests(LargeSuite large)
{
    [Fact]
    public async Task TenThousandFigures_AreRefusedWithTheLimit()
    {
        var picture = await large.Suite.ChartAsync("beds/chart.svg", HttpStatusCode.BadRequest);
        Assert.Contains("5,000", picture.Words());
        Assert.Contains("top(10)", picture.Words());
    }

    [Fact]
    public async Task ManySeries_SayHowManyOfHowMany()
    {
        var picture = await large.Suite.ChartAsync("beds/chart.svg?areas=CN-GD,CN-LN,CN-JS,CN-ZJ,CN-SD,CN-HA,CN-HB&period=1960..1979&lang=en");
        Assert.Contains("the 6 largest of 7", picture.Words());
    }

    [Fact]
    public async Task MarksTooCloseToTouch_AreDrawnWithoutWords()
    {
        var picture = await large.Suite.ChartAsync("beds/chart.svg?areas=CN-GD,CN-LN&width=360");
        Assert.Empty(picture.Marks());
        Assert.Equal(2 * 479, picture.Pieces(dashed: false));
    }
}
