using System.Net;
using Indicators.Gateway.Charts;
using Indicators.Testing;

namespace Indicators.Gateway.Tests.Charts;

/// <summary>No text runs out of its picture or over another, whatever the indicator, the language and the size.</summary>
public sealed class ChartRoomTests(SuiteHost suite)
{
    [Theory]
    [InlineData("width=360")]
    [InlineData("width=360&lang=en")]
    [InlineData("width=240&height=160&lang=en")]
    [InlineData("width=2000&height=1200")]
    [InlineData("width=480&height=300&type=bars")]
    [InlineData("width=360&type=map&lang=en")]
    public async Task Text_OfEveryIndicator_StandsInsideAndAlone(string query)
    {
        var indicators = (await suite.ItemsAsync("/v1/indicators?pageSize=1000&labels=codes")).Select(i => i.Text("code"));
        foreach (var indicator in indicators)
        {
            var chart = await suite.ChartAsync($"{indicator}/chart.svg?{query}");
            var places = chart.Places();
            var whole = new Box(0, 0, chart.Number("width"), chart.Number("height"));
            Assert.All(places, p => Assert.True(p.Place.X >= -0.5 && p.Place.Right <= whole.Right + 0.5 && p.Place.Y >= 0 && p.Place.Bottom <= whole.Bottom, $"{indicator}: {p}"));
            for (var i = 0; i < places.Count; i++)
            {
                var over = places.Skip(i + 1).FirstOrDefault(o => o.Place.Meets(places[i].Place));
                Assert.True(over.Text is null, $"{indicator}?{query}: {places[i]} meets {over}");
            }
        }
    }

    [Fact]
    public async Task Size_AskedFor_IsTheSizeOfThePicture()
    {
        var chart = await suite.ChartAsync("beds/chart.svg?width=500&height=333");
        Assert.Equal((500, 333, "0 0 500 333"), (chart.Number("width"), chart.Number("height"), chart.Attribute("viewBox")!.Value));
    }

    [Fact]
    public async Task Bars_MoreThanFit_SayHowManyOfHowMany()
    {
        var chart = await suite.ChartAsync("health_workers/chart.svg?type=bars&height=260&width=500&lang=en");
        Assert.Matches(@"the \d+ largest of \d+", chart.Words());
    }

    [Fact]
    public async Task NoFigures_InsideTheCodeLists_IsAPictureThatSaysSo() =>
        Assert.Contains("没有公布的数字", (await suite.ChartAsync("beds/chart.svg?areas=CN-TW", HttpStatusCode.OK)).Words());
}
