using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Indicators.Deploy.Tests;

/// <summary>A series of an answer: its labels and its points by time.</summary>
internal sealed record PrometheusSeries(IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<long, double> Points);

/// <summary>A scraped process.</summary>
internal sealed record Target(string Job, string Address, string Health, string Error);

/// <summary>The HTTP API of a Prometheus server.</summary>
internal sealed class PrometheusApi(int port)
{
    private readonly HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/v1/") };

    public string Address => $"http://127.0.0.1:{port}";

    public Task<List<PrometheusSeries>> QueryAsync(string expression) => ReadAsync("query", new() { ["query"] = expression });

    public Task<List<PrometheusSeries>> RangeAsync(string expression, DateTimeOffset from, DateTimeOffset to, TimeSpan step) => ReadAsync("query_range", new()
    {
        ["query"] = expression,
        ["start"] = Seconds(from),
        ["end"] = Seconds(to),
        ["step"] = step.TotalSeconds.ToString(CultureInfo.InvariantCulture),
    });

    /// <summary>Whether it answers, and with something.</summary>
    public async Task<bool> HasAsync(string expression)
    {
        try
        {
            return (await QueryAsync(expression)).Count > 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<List<Target>> TargetsAsync() => [.. (await DataAsync("targets?state=active")).GetProperty("activeTargets").EnumerateArray().Select(t => new Target(
        t.GetProperty("labels").GetProperty("job").GetString()!,
        t.GetProperty("scrapeUrl").GetString()!,
        t.GetProperty("health").GetString()!,
        t.GetProperty("lastError").GetString()!))];

    public async Task<List<JsonElement>> RulesAsync() =>
        [.. (await DataAsync("rules")).GetProperty("groups").EnumerateArray().SelectMany(g => g.GetProperty("rules").EnumerateArray())];

    private async Task<List<PrometheusSeries>> ReadAsync(string what, Dictionary<string, string> arguments)
    {
        using var content = new FormUrlEncodedContent(arguments);
        using var answer = await client.PostAsync(what, content);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            throw new HttpRequestException("The server is starting.");
        }

        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{arguments["query"]}\n{body}");
        var data = JsonDocument.Parse(body).RootElement.GetProperty("data");
        var result = data.GetProperty("result");
        return data.GetProperty("resultType").GetString() == "scalar"
            ? [new PrometheusSeries(new Dictionary<string, string>(), Points([result]))]
            : [.. result.EnumerateArray().Select(Read)];
    }

    private async Task<JsonElement> DataAsync(string what) =>
        JsonDocument.Parse(await client.GetStringAsync(what)).RootElement.GetProperty("data");

    private static PrometheusSeries Read(JsonElement series) => new(
        series.GetProperty("metric").EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString()!),
        Points(series.TryGetProperty("values", out var values) ? values.EnumerateArray() : [series.GetProperty("value")]));

    private static Dictionary<long, double> Points(IEnumerable<JsonElement> points) =>
        points.ToDictionary(p => (long)p[0].GetDouble(), p => double.Parse(p[1].GetString()!, CultureInfo.InvariantCulture));

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
