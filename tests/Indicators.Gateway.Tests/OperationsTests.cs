using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using Grpc.Core;
using Indicators.Reforms.V1;
using Indicators.ServiceDefaults;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>What the running suite tells its operators: metrics of each process, health of each service.</summary>
public sealed class OperationsTests(SuiteHost suite)
{
    private const string Python = "from prometheus_client.openmetrics.parser import text_string_to_metric_families as f; import sys; assert len(list(f(sys.stdin.read()))) > 20";

    public static TheoryData<string> Processes => [.. ServiceOrder.Names, "gateway"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Processes))]
    public async Task Metrics_OfEachProcess_PassWhatPrometheusChecks(string process)
    {
        using var client = Operations(process);
        Assert.Equal("", await RunAsync(await client.GetStringAsync("/metrics"), "promtool", "check", "metrics"));
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/openmetrics-text; version=1.0.0");
        Assert.Equal("", await RunAsync(await client.GetStringAsync("/metrics"), "/usr/bin/python3", "-c", Python));
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task Metrics_OfEachProcess_SayWhatItHolds(string process)
    {
        var lines = await MetricsAsync(process);
        Assert.Contains($"target_info{{service_name=\"{process}\",service_namespace=\"indicators\"}} 1", lines);
        Assert.True(Value(lines, "indicators_releases") > 0);
        Assert.True(Value(lines, "indicators_data_changed_timestamp_seconds") > 1.7e9);
        Assert.True(Value(lines, "indicators_release_newest_timestamp_seconds") > 1.2e9);
        if (process != "gateway")
        {
            Assert.True(Value(lines, $"indicators_data_sequence{{service=\"{process}\"}}") > 0);
            Assert.True(Value(lines, "indicators_store_database_size_bytes{file=\"database\"}") > 4096);
            Assert.True(Value(lines, "indicators_store_disk_free_bytes") > 0);
        }
    }

    [Fact]
    public async Task Metrics_OfTheGateway_SayWhatRestSays()
    {
        var version = (await suite.JsonAsync("/v1/observations?pageSize=1")).Text("dataVersion");
        var lines = await MetricsAsync("gateway");
        Assert.Contains($"indicators_data_version_info{{version=\"{version}\"}} 1", lines);
        foreach (var name in ServiceOrder.Names)
        {
            Assert.Equal(1, Value(lines, $"indicators_upstream_up{{service=\"{name}\"}}"));
            Assert.Equal(1, Value(lines, $"indicators_upstream_circuit_state{{service=\"{name}\",state=\"closed\"}}"));
        }
    }

    [Fact]
    public async Task Answer_FromTheCache_CountsForItsRoute()
    {
        const string Series = "http_server_request_duration_seconds_count{http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/v1/observations\"}";
        const string Hits = "indicators_answer_cache_requests_total{result=\"hit\"}";
        var before = await MetricsAsync("gateway");
        for (var i = 0; i < 5; i++)
        {
            await suite.JsonAsync("/v1/observations?indicator=beds&area=CN&pageSize=77");
        }

        var after = before;
        await Rest.UntilAsync(async () => Value(after = await MetricsAsync("gateway"), Series) >= Value(before, Series, 0) + 5);
        Assert.InRange(Value(after, Hits) - Value(before, Hits, 0), 3, 5);
    }

    [Fact]
    public async Task Call_ThatIsHandedOn_CountsByItsNameAndStatus()
    {
        var reforms = new ReformService.ReformServiceClient(suite.Channel);
        await reforms.ListReformTasksAsync(new());
        var nothing = new Method<ListReformTasksRequest, ListReformTasksResponse>(
            MethodType.Unary, ReformService.Descriptor.FullName, "Nothing\n\"", Marshallers.Create(_ => Array.Empty<byte>(), _ => new ListReformTasksRequest()),
            Marshallers.Create(_ => Array.Empty<byte>(), _ => new ListReformTasksResponse()));
        await Assert.ThrowsAsync<RpcException>(async () => await suite.Channel.CreateCallInvoker().AsyncUnaryCall(nothing, null, default, new()));
        await Rest.UntilAsync(async () => (await MetricsAsync("gateway")) is var lines
            && Value(lines, Calls("ListReformTasks", "OK"), 0) > 0
            && Value(lines, Calls("", "UNIMPLEMENTED"), 0) > 0);
    }

    [Fact]
    public async Task Health_OfTheSuite_SaysVersionReleaseAndCircuitOfEachService()
    {
        using var client = Operations("gateway");
        using var answer = await client.GetAsync("/health");
        var checks = (await Rest.JsonAsync(answer, HttpStatusCode.OK)).GetProperty("checks").EnumerateArray().ToDictionary(c => c.Text("name"));
        foreach (var name in ServiceOrder.Names)
        {
            var check = checks[name];
            Assert.Equal(("healthy", "closed"), (check.Text("status"), check.Text("circuit")));
            Assert.Matches("^[0-9]+-[0-9a-f]+$", check.Text("dataVersion"));
            Assert.True(DateTimeOffset.TryParse(check.Text("lastReleaseStoredAt"), out _));
            using var own = Operations(name);
            using var said = await own.GetAsync("/health");
            var store = (await Rest.JsonAsync(said, HttpStatusCode.OK)).GetProperty("checks").EnumerateArray().Single(c => c.Text("name") == "store");
            Assert.Equal((check.Text("dataVersion"), check.Text("lastRelease")), (store.Text("dataVersion"), store.Text("lastRelease")));
        }
    }

    [Fact]
    public async Task Service_WithoutSeedsOrWithAnUnreadableDatabase_IsLiveAndNotReady()
    {
        using var folder = new TemporaryFolder();
        await using var service = new ProgramHost<MedicalCenters.MedicalCenterGrpcService>(new Dictionary<string, string> { ["Suite:Data"] = folder.Path });
        using var client = new HttpClient { BaseAddress = service.Address(Listener.Operations) };
        Assert.Contains("no release is published yet", await NotReadyAsync(client));
        var file = Path.Combine(folder.Path, "medical-centers.db");
        await using (var database = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            await database.WriteAsync(new byte[8192]);
        }

        Assert.Contains("the database cannot be read", await NotReadyAsync(client));
        File.Move(file, file + ".gone");
        Assert.Contains("the database cannot be read", await NotReadyAsync(client));
        Assert.False(File.Exists(file));
    }

    private static async Task<string> NotReadyAsync(HttpClient client)
    {
        using var live = await client.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var ready = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        return await ready.Content.ReadAsStringAsync();
    }

    private static string Calls(string method, string status) =>
        $"rpc_server_call_duration_seconds_count{{rpc_method=\"{method}\",rpc_response_status_code=\"{status}\",rpc_service=\"{ReformService.Descriptor.FullName}\"}}";

    private static double Value(string[] lines, string series, double none = double.NaN) =>
        lines.FirstOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal)) is { } line
            ? double.Parse(line[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture)
            : none;

    private HttpClient Operations(string process) => new()
    {
        BaseAddress = (process == "gateway" ? suite.Gateway : suite.Service(process)).Address(Listener.Operations),
    };

    private async Task<string[]> MetricsAsync(string process)
    {
        using var client = Operations(process);
        return (await client.GetStringAsync("/metrics")).Split('\n');
    }

    // What it says; "" where it accepts the text. Without the program the test is skipped, and where everything must be checked it fails.
    private static async Task<string> RunAsync(string text, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(text);
            process.StandardInput.Close();
            var output = string.Concat(await said);
            await process.WaitForExitAsync();
            Assert.SkipWhen(output.Contains("ModuleNotFoundError", StringComparison.Ordinal) && !MustRun, "python3-prometheus-client is not installed (Debian)");
            return output;
        }
        catch (Win32Exception) when (!MustRun)
        {
            Assert.Skip($"{program} is not installed (Debian: apt-get install prometheus)");
            throw;
        }
    }

    private static bool MustRun => Environment.GetEnvironmentVariable("CI") == "true";
}
