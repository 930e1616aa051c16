using System.Text.Json;
using Indicators.Gateway.Formats;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>What an estimate says of bytes against what is sent.</summary>
public sealed class FormatsSizeTests(SuiteHost suite)
{
    [Theory]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("jsonstat")]
    public async Task Estimate_OfTheWholeSuite_IsWithinAFactorOfTwo(string format)
    {
        var estimate = await suite.JsonAsync("/v1/observations?estimate=true");
        var rows = (await suite.AllPagesAsync("/v1/observations?pageSize=1000")).Count;
        var bytes = format switch
        {
            "json" => await PagesAsync(),
            "jsonstat" => await CubesAsync(),
            _ => (await suite.Client.GetByteArrayAsync($"/v1/observations?format={format}")).LongLength,
        };
        TestContext.Current.TestOutputHelper?.WriteLine($"{format}: {bytes} bytes, {rows} rows, {bytes / rows} bytes a row");
        Assert.InRange(estimate.GetProperty("rows").GetInt64(), rows, 2 * rows);
        Assert.InRange(estimate.GetProperty("bytes").GetProperty(format).GetInt64(), bytes / 2, bytes * 2);
        Assert.InRange(RowSizes.All.Single(s => s.Format == format).Bytes, bytes / rows / 2, bytes / rows * 2);
    }

    private async Task<long> PagesAsync()
    {
        var bytes = 0L;
        for (var next = "/v1/observations?pageSize=1000"; next is not null;)
        {
            var page = await suite.Client.GetByteArrayAsync(next);
            bytes += page.Length;
            next = JsonDocument.Parse(page).RootElement.GetProperty("next").GetString();
        }

        return bytes;
    }

    private async Task<long> CubesAsync()
    {
        var cubes = (await suite.JsonRowsAsync("fields=indicator,kind")).Select(r => $"indicator={r["indicator"]}&kind={r["kind"]}").Distinct();
        var bytes = 0L;
        foreach (var cube in cubes)
        {
            bytes += (await suite.Client.GetByteArrayAsync($"/v1/observations?format=jsonstat&{cube}")).Length;
        }

        return bytes;
    }
}
