using System.Text.Json;
using Indicators.Data.V1;
using Indicators.Testing;

namespace Indicators.EndToEnd.Tests;

/// <summary>`make publish` on the running suite: every reader sees the release at once.</summary>
public sealed class PublishTests(RunningSuite running)
{
    private const string Row = "county_hospital_level2_capability_share,CN,2030,,99.5,percent,exact,actual,p. 1,,,,,";
    private const string Address = "/v1/observations?indicator=county_hospital_level2_capability_share&period=2030";

    [Fact]
    public async Task Publish_NewRelease_IsSeenByRestAndGrpcWithinASecond()
    {
        using var folder = new TemporaryFolder();
        var package = TestPackage.Write(folder.Path, "test-2031", "county-hospitals", "2031-01-01", Row);
        using var before = await running.Client.GetAsync(Address);
        Assert.Empty(await ItemsAsync(before));

        var (exitCode, output) = await Commands.CliAsync(["publish", package, .. running.Ports.AsArguments()]);
        Assert.Equal((0, "published test-2031: 1 figures, 0 rows\n"), (exitCode, output));

        using var after = await ChangedAsync(before.Headers.ETag!.Tag);
        Assert.Equal(99.5, (await ItemsAsync(after)).Single().GetProperty("value").GetDouble());
        var query = new QueryObservationsRequest { Selection = new() { Indicators = { "county_hospital_level2_capability_share" }, Periods = { "2030" } } };
        Assert.Equal("99.5", (await running.Data.QueryObservationsAsync(query)).Observations.Single().Value);

        var (_, again) = await Commands.CliAsync(["publish", package, .. running.Ports.AsArguments()]);
        Assert.Equal("unchanged test-2031\n", again);
    }

    [Fact]
    public async Task Validate_FaultyRelease_StoresNothingAndNamesThePlace()
    {
        using var folder = new TemporaryFolder();
        var package = TestPackage.Write(folder.Path, "test-faulty", "county-hospitals", "2031-01-01", Row.Replace("percent", "percents", StringComparison.Ordinal));
        var (exitCode, output) = await Commands.CliAsync(["validate", package, .. running.Ports.AsArguments()]);
        Assert.Equal(1, exitCode);
        Assert.Contains("observations.csv:2:unit: percents:", output);
        Assert.Contains("did you mean percent?", output);
    }

    /// <summary>The answer once its ETag is another one; ten tries of a tenth of a second are the promise of the suite.</summary>
    private async Task<HttpResponseMessage> ChangedAsync(string tag)
    {
        for (var tries = 0; ; tries++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address);
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            var answer = await running.Client.SendAsync(request);
            if (answer.IsSuccessStatusCode)
            {
                Assert.NotEqual(tag, answer.Headers.ETag!.Tag);
                return answer;
            }

            answer.Dispose();
            Assert.True(tries < 10, "The old answer was still given a second after the release was published.");
            await Task.Delay(100);
        }
    }

    private static async Task<List<JsonElement>> ItemsAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).RootElement.GetProperty("items").EnumerateArray().ToList();
}
