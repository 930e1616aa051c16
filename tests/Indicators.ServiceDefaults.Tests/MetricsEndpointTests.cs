using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>What `/metrics` of a process says of its requests and instruments, on real ports.</summary>
public sealed class MetricsEndpointTests : IAsyncLifetime
{
    private const int MostSeries = 1000;
    private const string Strange = "床位 \"beds\"\n\\new";

    private readonly WebApplication app = ProcessTests.Build(_ => { });
    private readonly HttpClient client = new();
    private readonly Meter meter;

    public MetricsEndpointTests() => meter = app.Services.GetRequiredService<IMeterFactory>().Create("Indicators.Testing");

    public async ValueTask InitializeAsync()
    {
        app.MapServiceDefaults();
        app.MapGet("/items/{id}", (string id) => id == "0" ? Results.NotFound() : Results.Text(id));
        app.MapGet("/late/{id}", async (string id) =>
        {
            await Task.Yield();
            throw new InvalidOperationException(id);
        });
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Requests_OfARoute_AreCountedByPatternMethodAndStatus()
    {
        foreach (var path in new[] { "/items/1", "/items/2", "/items/0", "/late/1", "/none/1" })
        {
            using var answer = await client.GetAsync(new Uri(Address(Listener.Rest), path));
        }

        var lines = await ScrapeAsync();
        Assert.Contains(Count("/items/{id}", "GET", 200, 2), lines);
        Assert.Contains(Count("/items/{id}", "GET", 404, 1), lines);
        Assert.Contains(Count("/late/{id}", "GET", 500, 1), lines);
        Assert.Contains(Count("", "GET", 404, 1), lines);
        Assert.Contains("http_server_active_requests 0", lines);
        Assert.DoesNotContain(lines, line => line.Contains("/metrics", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Method_ThatNoneKnows_IsNoLabel()
    {
        using var request = new HttpRequestMessage(new HttpMethod("BREW"), new Uri(Address(Listener.Rest), "/items/1"));
        using var answer = await client.SendAsync(request);
        var lines = await ScrapeAsync();
        Assert.Contains(lines, line => line.Contains("http_request_method=\"_OTHER\"", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("BREW", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Process_SaysWhatTheSystemKnowsOfIt()
    {
        var names = (await ScrapeAsync()).Where(l => !l.StartsWith('#')).Select(l => l.Split('{', ' ')[0]).ToHashSet();
        Assert.All(
            ["process_cpu_seconds_total", "process_resident_memory_bytes", "process_start_time_seconds", "process_open_fds", "dotnet_gc_collections_total", "dotnet_thread_pool_threads", "kestrel_active_connections", "target_info"],
            name => Assert.Contains(name, names));
        Assert.DoesNotContain("dotnet_thread_pool_thread_count", names);
    }

    [Fact]
    public async Task Label_WithQuotesNewLinesAndChinese_IsEscaped()
    {
        meter.CreateCounter<long>("strange.things").Add(2, new KeyValuePair<string, object?>("what", Strange));
        Assert.Contains("strange_things_total{what=\"床位 \\\"beds\\\"\\n\\\\new\"} 2", await ScrapeAsync());
    }

    [Fact]
    public async Task Series_AboveTheMost_AreMeasuredAsOneThatSaysSo()
    {
        var counter = meter.CreateCounter<long>("many.things");
        for (var i = 0; i < MostSeries + 7; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("id", i));
        }

        var lines = (await ScrapeAsync()).Where(l => l.StartsWith("many_things_total", StringComparison.Ordinal)).ToList();
        Assert.Equal(MostSeries + 1, lines.Count);
        Assert.Contains("many_things_total{overflow=\"true\"} 7", lines);
    }

    [Fact]
    public async Task Observation_ThatIsNotMadeAgain_IsGone()
    {
        var name = "one";
        meter.CreateObservableGauge("seen.things", () => new Measurement<int>(1, new KeyValuePair<string, object?>("name", name)));
        Assert.Contains("seen_things{name=\"one\"} 1", await ScrapeAsync());
        name = "two";
        var lines = await ScrapeAsync();
        Assert.Contains("seen_things{name=\"two\"} 1", lines);
        Assert.DoesNotContain("seen_things{name=\"one\"} 1", lines);
    }

    [Fact]
    public async Task Tags_InAnotherOrder_AreTheSameSeries()
    {
        var counter = meter.CreateUpDownCounter<long>("ordered.things");
        counter.Add(3, new("a", 1), new("b", 2));
        counter.Add(-1, new("b", 2), new KeyValuePair<string, object?>("a", 1));
        Assert.Contains("ordered_things{a=\"1\",b=\"2\"} 2", await ScrapeAsync());
    }

    [Fact]
    public async Task Histogram_OfParallelThreads_LosesNothing()
    {
        var histogram = meter.CreateHistogram<double>("parallel.things", "s");
        await Parallel.ForAsync(0, 10_000, async (i, _) =>
        {
            await Task.Yield();
            histogram.Record(i % 2 == 0 ? 0.0005 : 20);
        });
        var lines = await ScrapeAsync();
        Assert.Contains("parallel_things_seconds_bucket{le=\"0.0005\"} 5000", lines);
        Assert.Contains("parallel_things_seconds_bucket{le=\"10.0\"} 5000", lines);
        Assert.Contains("parallel_things_seconds_bucket{le=\"+Inf\"} 10000", lines);
        Assert.Contains("parallel_things_seconds_count 10000", lines);
    }

    [Fact]
    public async Task Scrapes_TenAtOnce_AreEachWhole()
    {
        using var request = new HttpClient();
        request.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/openmetrics-text");
        var texts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => request.GetStringAsync(Metrics)));
        Assert.All(texts, text => Assert.EndsWith("# EOF\n", text));
        Assert.All(texts, text => Assert.Equal(1, Lines(text).Count(l => l == "# TYPE kestrel_active_connections gauge")));
        Assert.All(texts, text => Assert.Contains(Lines(text), l => l.StartsWith("kestrel_active_connections{", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Scrape_ThatHangsUpHalfWay_LeavesTheNextOneWhole()
    {
        for (var i = 0; i < 20; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, Metrics.Port);
            await socket.GetStream().WriteAsync("GET /metrics HTTP/1.1\r\nHost: test\r\n\r\n"u8.ToArray());
            await socket.GetStream().ReadExactlyAsync(new byte[16]);
            socket.LingerState = new LingerOption(enable: true, seconds: 0); // a reset, while the rest is on its way
        }

        Assert.Contains("http_server_active_requests 0", await ScrapeAsync());
    }

    [Fact]
    public async Task Accept_OfAFormatThatIsNone_Is406AndNamesWhatThereIs()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Metrics) { Headers = { { "Accept", "application/json" } } };
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors")[0];
        Assert.Equal("application/json", error.GetProperty("value").GetString());
        Assert.Contains("text/plain; version=0.0.4", error.GetProperty("messageZh").GetString());
    }

    [Theory]
    [InlineData("HEAD", Listener.Operations, HttpStatusCode.OK)]
    [InlineData("GET", Listener.Rest, HttpStatusCode.NotFound)]
    [InlineData("POST", Listener.Operations, HttpStatusCode.MethodNotAllowed)]
    public async Task Metrics_OnEachPort_AreForOperators(string method, Listener listener, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address(listener), "/metrics"));
        using var answer = await client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("false")]
    [InlineData("FALSE")]
    public async Task Metrics_TurnedOff_AreNotThere(string value)
    {
        await using var other = ProcessTests.Build(_ => { }, ("Suite:Telemetry:Metrics", value));
        other.MapServiceDefaults();
        await other.StartAsync();
        using var answer = await client.GetAsync(new Uri(other.Services.GetRequiredService<Listeners>().Address(Listener.Operations), "/metrics"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void Metrics_NeitherOnNorOff_AreRefusedAtTheStart()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => ProcessTests.Build(_ => { }, ("Suite:Telemetry:Metrics", "perhaps")));
        Assert.Contains("Suite:Telemetry:Metrics is `perhaps`", refusal.Message);
    }

    private Uri Metrics => new(Address(Listener.Operations), "/metrics");

    private Uri Address(Listener listener) => app.Services.GetRequiredService<Listeners>().Address(listener);

    private static string Count(string route, string method, int status, int count) =>
        $"http_server_request_duration_seconds_count{{http_request_method=\"{method}\",http_response_status_code=\"{status}\",http_route=\"{route}\"}} {count}";

    private static string[] Lines(string text) => text.Split('\n');

    // An answer may be here before the server has counted it.
    private async Task<string[]> ScrapeAsync()
    {
        while (true)
        {
            var lines = Lines(await client.GetStringAsync(Metrics));
            if (lines.Contains("http_server_active_requests 0"))
            {
                return lines;
            }
        }
    }
}
