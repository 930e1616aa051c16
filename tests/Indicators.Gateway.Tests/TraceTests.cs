using System.Net;
using Indicators.Data.V1;
using Indicators.ServiceDefaults;
using Indicators.Testing;
using Grpc.Net.Client;

namespace Indicators.Gateway.Tests;

/// <summary>Traces from a request to the reads of a database, and a collector that does not take them.</summary>
public sealed class TraceTests(SuiteHost suite)
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Query = "/v1/observations?indicator=beds&area=CN&latest=1";

    [Theory(Timeout = 120_000)]
    [InlineData(Query)]
    [InlineData("/v1/observations?indicator=beds&area=CN&pageSize=7")] // small: it may travel with others
    public async Task Request_OfOneService_IsOneTraceDownToItsReads(string query)
    {
        await using var collector = await CollectorHost.StartAsync();
        await using var gateway = await StartAsync(collector.Settings);
        using var client = Client(gateway);
        using var answer = await GetAsync(client, query, "traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Rest.UntilAsync(() => Task.FromResult(collector.Spans.Any(s => s.Name == "GET /v1/observations" && s.Trace == Trace)
            && collector.Spans.Any(s => s.Name.StartsWith("ObservationQueries", StringComparison.Ordinal) && s.Trace == Trace)));

        var spans = collector.Spans.Where(s => s.Trace == Trace).DistinctBy(s => s.Id).ToDictionary(s => s.Id);
        var read = spans.Values.First(s => s.Name == "ObservationQueries.Take");
        Assert.True(int.Parse(read.Tags["db.response.returned_rows"]) > 0);
        var path = new List<string>();
        for (var span = read; span is not null; span = spans.GetValueOrDefault(span.Parent))
        {
            path.Add(span.Name);
        }

        Assert.Equal("GET /v1/observations", path[^1]);
        Assert.True(path.Count >= 4, string.Join(" < ", path)); // the read, the call at the service, the call at the gateway, the request
        var request = spans.Values.Single(s => s.Name == "GET /v1/observations");
        Assert.Equal(("b7ad6b7169203331", "200", "/v1/observations"), (request.Parent, request.Tags["http.response.status_code"], request.Tags["http.route"]));
        Assert.DoesNotContain(spans.Values.SelectMany(s => s.Tags.Values), value => value.Contains("area=CN", StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task Call_ThatIsHandedOn_IsOneTrace()
    {
        await using var collector = await CollectorHost.StartAsync();
        await using var gateway = await StartAsync(collector.Settings);
        using var channel = GrpcChannel.ForAddress(gateway.Address(Listener.Grpc));
        var headers = new Grpc.Core.Metadata { { "traceparent", $"00-{Trace}-b7ad6b7169203332-01" } };
        await new Reforms.V1.ReformService.ReformServiceClient(channel).ListReformTasksAsync(new(), headers);
        await Rest.UntilAsync(() => Task.FromResult(collector.Spans.Any(s => s.Trace == Trace && s.Name == "indicators.reforms.v1.ReformService/ListReformTasks")
            && collector.Spans.Any(s => s.Trace == Trace && s.Tags.ContainsKey("db.system.name"))));
        var spans = collector.Spans.Where(s => s.Trace == Trace).DistinctBy(s => s.Id).ToDictionary(s => s.Id);
        var call = spans.Values.Single(s => s.Name == "indicators.reforms.v1.ReformService/ListReformTasks" && s.Parent == "b7ad6b7169203332");
        Assert.Equal("OK", call.Tags["rpc.response.status_code"]);
        Assert.Contains(spans.Values, s => s.Parent == call.Id);
    }

    [Fact(Timeout = 120_000)]
    public async Task Collector_ThatHangs_HoldsUpNeitherRequestsNorTheEnd()
    {
        await using var collector = await CollectorHost.StartAsync(hangs: true);
        await using (var gateway = await StartAsync(collector.Settings))
        {
            await AskManyAsync(gateway);
            await Rest.UntilAsync(() => Task.FromResult(collector.Received("traces") > 0 && collector.Received("metrics") > 0));
            await AskManyAsync(gateway);
        }

        Assert.Empty(collector.Spans);
    }

    [Fact(Timeout = 120_000)]
    public async Task Collector_ThatIsDown_HoldsUpNeitherRequestsNorTheEnd()
    {
        await using var gateway = await StartAsync(CollectorHost.SettingsOf("http://127.0.0.1:9"));
        await AskManyAsync(gateway);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("traceparent", "garbage", 200)]
    [InlineData("traceparent", "00-00000000000000000000000000000000-0000000000000000-01", 200)]
    [InlineData("traceparent", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more", 200)]
    [InlineData("traceparent", "", 200)]
    [InlineData("traceparent", "*60000", 200)]
    [InlineData("tracestate", "*60000", 200)]
    [InlineData("baggage", "a=*60000", 200)]
    [InlineData("traceparent", "*66000", 431)]
    public async Task TraceHeader_ThatIsNone_IsPassedOverOrTooLong(string name, string value, int status)
    {
        var star = value.IndexOf('*', StringComparison.Ordinal);
        var sent = star < 0 ? value : value[..star] + new string('x', int.Parse(value[(star + 1)..]));
        await using var collector = await CollectorHost.StartAsync();
        await using var gateway = await StartAsync(collector.Settings);
        using var client = Client(gateway);
        using var answer = await GetAsync(client, Query + "&fields=value", name, sent);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static async Task AskManyAsync(ProgramHost gateway)
    {
        using var client = Client(gateway);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 500).Select(async i =>
        {
            using var answer = await client.GetAsync($"/v1/observations?indicator=beds&area=CN&pageSize={1 + (i % 100)}");
            return answer.StatusCode;
        }));
        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    private static HttpClient Client(ProgramHost gateway) =>
        new(new SocketsHttpHandler { MaxConnectionsPerServer = 16, ActivityHeadersPropagator = null }) { BaseAddress = gateway.Address(Listener.Rest) };

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        return await client.SendAsync(request);
    }

    private async Task<ProgramHost> StartAsync(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var ports = ServiceOrder.Names.Select(name => KeyValuePair.Create($"Suite:Services:{name}:Grpc", $"{suite.Service(name).Address(Listener.Grpc).Port}"));
        var gateway = SuiteHost.NewGateway(settings.Concat(ports).ToDictionary());
        using var client = Client(gateway);
        await Rest.UntilAsync(async () =>
        {
            using var answer = await client.GetAsync("/v1/observations?indicator=beds&area=CN");
            return answer.IsSuccessStatusCode && !(await answer.Content.ReadAsStringAsync()).Contains("\"unavailable\":[\"", StringComparison.Ordinal);
        });
        return gateway;
    }
}
