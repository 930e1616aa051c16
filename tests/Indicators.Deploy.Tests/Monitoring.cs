using System.Net;
using Indicators.Deploy.Tests;
using Indicators.EndToEnd.Tests;
using Indicators.Testing;

[assembly: AssemblyFixture(typeof(Monitoring))]

// They share two servers, and one of them publishes.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Indicators.Deploy.Tests;

/// <summary>
/// The running suite with both Prometheus servers of deploy/prometheus: its files as they are, but for the ports and, so that nobody waits for minutes, the
/// seconds between scrapes.
/// </summary>
public sealed class Monitoring : IAsyncLifetime
{
    private const int ListedOperations = 9090;
    private const int ListedHistory = 9091;

    private readonly TemporaryFolder folder = new();
    private readonly SuiteProcess suite = SuiteProcess.Start();
    private readonly int[] ports = FreePorts();
    private readonly List<Server> servers = [];
    private HttpClient? rest;

    /// <summary>REST at the gateway.</summary>
    public HttpClient Rest => rest!;

    internal Uri Grpc => suite.Grpc;

    internal Ports SuitePorts => suite.Ports;

    /// <summary>The server that scrapes.</summary>
    internal PrometheusApi Operations { get; private set; } = null!;

    /// <summary>The server that holds the whole history.</summary>
    internal PrometheusApi History { get; private set; } = null!;

    /// <summary>The folder of the copied configuration.</summary>
    internal string Config => Path.Combine(folder.Path, "prometheus");

    internal string Said => string.Join('\n', servers.Select(s => s.Said));

    public async ValueTask InitializeAsync()
    {
        CopyConfig();
        await suite.ReadyAsync();
        rest = new HttpClient { BaseAddress = suite.Rest };
        Operations = new PrometheusApi(ports[0]);
        History = new PrometheusApi(ports[1]);
        servers.Add(Server.Start(
            "prometheus", [$"--config.file={Config}/prometheus.yml", $"--storage.tsdb.path={folder.Path}/operations", $"--web.listen-address=127.0.0.1:{ports[0]}"]));
        servers.Add(Server.Start("sh", [$"{Config}/history.sh"], new Dictionary<string, string>
        {
            ["GATEWAY"] = suite.Rest.ToString().TrimEnd('/'),
            ["LISTEN"] = $"127.0.0.1:{ports[1]}",
            ["TRIAL"] = $"127.0.0.1:{ports[2]}",
            ["DATA"] = Path.Combine(folder.Path, "history"),
            ["EVERY"] = "1",
        }));
        await Readers.AskAsync(this);
        await Until.Async(() => History.HasAsync("health_indicator_beds[50y]"), () => "The history server has no figures.\n" + Said);
        await Until.Async(() => Operations.HasAsync("up"), () => "The server that scrapes has nothing.\n" + Said);
        await Until.Async(async () => (await Operations.TargetsAsync()).TrueForAll(t => t.Health == "up"), () => "Not every target is up.\n" + Said);
    }

    public async ValueTask DisposeAsync()
    {
        rest?.Dispose();
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        await suite.DisposeAsync();
        folder.Dispose();
    }

    private void CopyConfig()
    {
        foreach (var file in Directory.EnumerateFiles(Tree.Path("deploy/prometheus"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Config, Path.GetRelativePath(Tree.Path("deploy/prometheus"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var text = File.ReadAllText(file);
            File.WriteAllText(copy, Path.GetFileName(file) == "prometheus.yml" ? Hasten(Substitute(text)) : text);
        }
    }

    private string Substitute(string text) => suite.Ports.Substitute(text)
        .Replace($"127.0.0.1:{ListedOperations}", $"127.0.0.1:{ports[0]}", StringComparison.Ordinal)
        .Replace($"127.0.0.1:{ListedHistory}", $"127.0.0.1:{ports[1]}", StringComparison.Ordinal);

    private static string Hasten(string text) => text
        .Replace("_interval: 15s", "_interval: 1s", StringComparison.Ordinal).Replace("_interval: 1m", "_interval: 1s", StringComparison.Ordinal);

    private static int[] FreePorts()
    {
        var held = Enumerable.Range(0, 3).Select(_ => Ports.Listen()).ToList();
        int[] ports = [.. held.Select(h => ((IPEndPoint)h.LocalEndpoint).Port)];
        held.ForEach(h => h.Stop());
        return ports;
    }
}
