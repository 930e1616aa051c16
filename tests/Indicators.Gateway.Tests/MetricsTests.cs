using System.Net;
using System.Text.Json;
using Indicators.Contracts;
using Indicators.Gateway.Metrics;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>The newest national figures as a scrape gets them, held against REST.</summary>
public sealed class MetricsTests(SuiteHost suite)
{
    private const string Address = "/metrics/indicators";
    private static readonly string[] Moments = ["health_indicator_period_start_timestamp_seconds", "health_indicator_release_timestamp_seconds"];

    [Fact]
    public async Task Latest_EverySample_IsTheNewestFigureOfRest()
    {
        var samples = await LatestAsync();
        var figures = (await suite.AllPagesAsync("/v1/observations?area=CN&latest=1&pageSize=1000")).ConvertAll(f => JsonDocument.Parse(f).RootElement)
            .ToLookup(f => f.Series());
        var values = samples.FindAll(s => s.IsFigure());
        Assert.All(values, sample =>
        {
            var figure = Assert.Single(figures[sample.Figure()]);
            Assert.Equal(figure.MetricName(), sample.Name.Replace("_target_", "_", StringComparison.Ordinal));
            Assert.Equal(figure.GetProperty("kind").GetString() == "target", sample.Name.Contains("_target_", StringComparison.Ordinal));
            Assert.Equal(figure.MetricValue(), sample.Value, 1e-9 * Math.Abs(sample.Value));
        });
        Assert.Equal(values.Count, values.Select(v => v.Series).Distinct().Count());
        Assert.Equal(figures.Select(f => f.First().Text("indicator")).Distinct().Order(), values.Select(v => v.Labels["indicator"]).Distinct().Order());
    }

    [Fact]
    public async Task Latest_AStatedTotal_StandsAloneAndWithoutDimensions()
    {
        var values = (await LatestAsync()).FindAll(s => s.IsFigure() && s.Labels["kind"] != "target");
        foreach (var indicator in values.GroupBy(v => v.Labels["indicator"]))
        {
            Assert.True(indicator.Count() == 1 || indicator.All(v => v.Labels.Count > FigureLabels.Own.Length), indicator.Key);
            Assert.InRange(indicator.Count(), 1, NewestFigures.MostSeries);
        }
    }

    [Fact]
    public async Task Latest_EveryFigure_HasItsPeriodAndRelease()
    {
        var samples = await LatestAsync();
        var start = samples.Single(s => s.Name == Moments[0] && s.Labels["indicator"] == "beds" && s.Labels["kind"] == "actual");
        var item = (await suite.ItemsAsync("/v1/observations?indicator=beds&area=CN&kind=actual&latest=1")).Single(f => f.Series() == start.Figure());
        Assert.Equal(DateTimeOffset.Parse(item.Text("periodStart") + "T00:00:00Z").ToUnixTimeSeconds(), start.Value);
        var keys = samples.FindAll(s => s.IsFigure()).Select(s => s.Figure()).ToHashSet();
        Assert.Equal(keys, samples.FindAll(s => s.Name == Moments[0]).Select(s => s.Figure()).ToHashSet());
        Assert.Subset(keys, samples.FindAll(s => s.Name == Moments[1]).Select(s => s.Figure()).ToHashSet());
    }

    [Theory]
    [InlineData("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5", "application/openmetrics-text; version=1.0.0; charset=utf-8", true)]
    [InlineData("text/plain;version=0.0.4", "text/plain; version=0.0.4; charset=utf-8", false)]
    public async Task Latest_ByAccept_ComesInThatFormat(string accept, string type, bool ends)
    {
        using var answer = await GetAsync(Address, accept);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(ends, (await answer.Content.ReadAsStringAsync()).EndsWith("\n# EOF\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Address)]
    [InlineData(Address + "/history")]
    public async Task Metrics_AFormatThatThereIsNot_Is406AndNamesThoseThatThereAre(string address)
    {
        using var answer = await GetAsync(address, "application/json");
        var problem = await Rest.JsonAsync(answer, HttpStatusCode.NotAcceptable);
        var error = problem.GetProperty("errors").EnumerateArray().Single();
        Assert.Equal(("Accept", "application/openmetrics-text"), (error.Text("parameter"), error.Text("hint")));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData(Address)]
    [InlineData(Address + "/history")]
    public async Task Metrics_AnUnknownParameter_IsRefusedByName(string address) =>
        Assert.Equal("format", (await suite.JsonAsync(address + "?format=json", HttpStatusCode.BadRequest)).GetProperty("errors")[0].Text("parameter"));

    [Theory]
    [InlineData(Address)]
    [InlineData(Address + "/history")]
    public async Task Metrics_HeadAndHeld_HaveNoBody(string address)
    {
        using var head = await suite.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal((HttpStatusCode.OK, 0), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(head.Headers.ETag!);
        using var held = await suite.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);
    }

    [Fact]
    public async Task Latest_AServiceDown_KeepsItsFiguresAndSaysSo()
    {
        var before = await LatestAsync();
        await suite.StopServiceAsync("reforms");
        try
        {
            await Rest.UntilAsync(async () => Up(await LatestAsync()) == 0);
            Assert.Equal(before.FindAll(s => s.IsFigure()), (await LatestAsync()).FindAll(s => s.IsFigure()), (a, b) => a.Series == b.Series && a.Value.Equals(b.Value));
            using var history = await suite.Client.GetAsync(Address + "/history");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, history.StatusCode);
        }
        finally
        {
            suite.StartService("reforms");
        }

        await Rest.UntilAsync(async () => Up(await LatestAsync()) == 1);

        static double Up(List<MetricsSample> samples) =>
            samples.Single(s => s.Name == "health_indicator_service_up" && s.Labels["service"] == "reforms").Value;
    }

    [Fact]
    public void Labels_NoDimension_HasTheNameOfOneOfThem() => Assert.Empty(CodeLists.DimensionKeys.Keys.Intersect(FigureLabels.Own));

    private async Task<List<MetricsSample>> LatestAsync() => MetricsSample.ReadAll(await suite.Client.GetStringAsync(Address));

    private async Task<HttpResponseMessage> GetAsync(string address, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await suite.Client.SendAsync(request);
    }
}
