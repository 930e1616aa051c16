using System.Text.Json;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Every current figure with the timestamp of its period, held against REST and against what OpenMetrics asks of an order.</summary>
public sealed class MetricsHistoryTests(SuiteHost suite)
{
    private const string Address = "/metrics/indicators/history";

    [Fact]
    public async Task History_Always_IsEveryFigureOfRestOnce()
    {
        var expected = (await suite.AllPagesAsync("/v1/observations?pageSize=1000")).ConvertAll(f => JsonDocument.Parse(f).RootElement)
            .ToDictionary(f => $"{f.MetricName()}{f.Series()} {DateTimeOffset.Parse(f.Text("periodStart") + "T00:00:00Z").ToUnixTimeSeconds()}", f => f.MetricValue());
        var samples = MetricsSample.ReadAll(await suite.Client.GetStringAsync(Address)).ToDictionary(s => $"{s.Series} {s.Time}", s => s.Value);
        Assert.Equal(expected.Keys.Order(), samples.Keys.Order());
        Assert.All(expected, figure => Assert.Equal(figure.Value, samples[figure.Key], 1e-9 * Math.Abs(figure.Value)));
    }

    [Fact]
    public async Task History_Always_HasNothingInterleavedAndItsTimesInOrder()
    {
        var text = await suite.Client.GetStringAsync(Address);
        var samples = MetricsSample.ReadAll(text);
        Assert.Equal(Runs(samples.Select(s => s.Name)), samples.Select(s => s.Name).Distinct());
        Assert.Equal(Runs(samples.Select(s => s.Series)), samples.Select(s => s.Series).Distinct());
        Assert.All(samples.GroupBy(s => s.Series), series => Assert.Equal(series.Select(s => s.Time).Distinct().Order(), series.Select(s => s.Time)));
        Assert.EndsWith("\n# EOF\n", text);
    }

    [Fact]
    public async Task History_AfterAPublication_HasTheNewFigureAndAnotherTag()
    {
        using var before = await suite.Client.GetAsync(Address);
        using var folder = new TemporaryFolder();
        const string Row = "county_hospital_level2_capability_share,CN,1959,,41.5,percent,exact,actual,p. 1,,,,,";
        await suite.PublishAsync(TestPackage.Write(folder.Path, "test-history", "county-hospitals", "2031-02-03", Row));
        await Rest.UntilAsync(async () => (await SamplesAsync()).Count == 1);
        var sample = (await SamplesAsync()).Single();
        Assert.Equal((0.415, -347155200), (sample.Value, sample.Time));
        using var after = await suite.Client.GetAsync(Address);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);

        async Task<List<MetricsSample>> SamplesAsync() => MetricsSample.ReadAll(await suite.Client.GetStringAsync(Address))
            .FindAll(s => s.Labels["indicator"] == "county_hospital_level2_capability_share" && s.Time < 0);
    }

    [Fact]
    public async Task History_InTheOlderFormat_HasMilliseconds()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.Accept.ParseAdd("text/plain");
        using var answer = await suite.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("# EOF", text);
        Assert.Contains(MetricsSample.ReadAll(text), s => s.Time == 1_640_995_200_000);
    }

    [Fact]
    public async Task History_TenAtOnce_AreAllTheSame()
    {
        var texts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => suite.Client.GetByteArrayAsync(Address)));
        Assert.All(texts, text => Assert.Equal(texts[0], text));
    }

    // The names in a row, each counted once for every time that it begins.
    private static IEnumerable<string> Runs(IEnumerable<string> names) =>
        names.Prepend("").Zip(names).Where(pair => pair.First != pair.Second).Select(pair => pair.Second);
}
