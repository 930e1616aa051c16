using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Cli.Publishing;
using Indicators.ServiceDefaults;
using Indicators.ServiceDefaults.Tests;
using Indicators.Testing;
using Microsoft.Extensions.Configuration;

[assembly: AssemblyFixture(typeof(Indicators.Faults.Tests.FaultySuite))]

namespace Indicators.Faults.Tests;

/// <summary>
/// The seven programs as processes, each service with a disk of its own and behind a proxy. All gRPC is over TLS: without it a digit that the
/// network changes is another figure, and nothing can tell. The gateway starts first, so that every test shows that the order does not matter.
/// </summary>
public sealed class FaultySuite : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly TemporaryFolder folder = new();
    private readonly TestAuthority authority = new("faults");
    private readonly Dictionary<string, Program> services = [];
    private readonly Dictionary<string, FaultProxy> proxies = [];
    private readonly Dictionary<string, Disk> disks = [];
    private readonly Dictionary<string, string> ports;
    private GrpcChannel? channel;
    private HttpClient? client;
    private Program? gateway;

    public FaultySuite()
    {
        var keys = SuiteSettings.Read(new ConfigurationBuilder().AddSuiteDefaults().Build()).AllPorts().Select(p => p.Key).ToList();
        var listeners = keys.ConvertAll(_ => new TcpListener(IPAddress.Loopback, 0));
        listeners.ForEach(l => l.Start());
        ports = keys.Zip(listeners).ToDictionary(p => p.First, p => $"{((IPEndPoint)p.Second.LocalEndpoint).Port}");
        listeners.ForEach(l => l.Stop());
    }

    internal List<Question> Questions { get; private set; } = [];

    internal Questions Asked { get; private set; } = null!;

    internal HttpClient Rest => client!;

    internal Program Service(string name) => services[name];

    internal FaultProxy Proxy(string name) => proxies[name];

    internal Disk Disk(string name) => disks[name];

    public async ValueTask InitializeAsync()
    {
        var (certificate, key) = authority.Sign("suite");
        await File.WriteAllTextAsync(At("suite.pem"), certificate);
        await File.WriteAllTextAsync(At("suite.key"), key);
        await File.WriteAllTextAsync(At("authority.pem"), authority.Pem);
        var seed = 0;
        foreach (var name in Faults.Tests.Questions.Services)
        {
            disks[name] = new Disk(At(name));
            proxies[name] = new FaultProxy(int.Parse(ports[$"Suite:Services:{name}:Grpc"]), ++seed);
            services[name] = new Program(name, [.. Settings(ports), "--Suite:Data=" + disks[name].Path]);
        }

        gateway = NewGateway(ports);
        gateway.Start();
        foreach (var service in services.Values)
        {
            service.Start();
        }

        await Task.WhenAll(services.Keys.Select(name => LiveAsync(ports[$"Suite:Services:{name}:Http"])));
        Assert.True(await PublishAsync((publisher, stop) => publisher.PublishSeedsAsync(Tree.Path("seeds"), stop)) is { Length: 0 } errors, "The seeds were not published.");
        client = new HttpClient { BaseAddress = Address(ports["Suite:Gateway:Rest"]), Timeout = TimeSpan.FromSeconds(30) };
        channel = Channel(ports["Suite:Gateway:Grpc"]);
        await UntilAsync("the gateway knows every service", async () => !(await client.GetStringAsync("/v1/indicators?pageSize=1")).Contains("\"unavailable\":[\""));
        Asked = new Questions(client, channel);
        Questions = await Asked.PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        channel?.Dispose();
        foreach (var program in services.Values.Append(gateway!))
        {
            await program.DisposeAsync();
        }

        foreach (var part in proxies.Values.Cast<IDisposable>().Concat(disks.Values).Append(authority).Append(folder))
        {
            part.Dispose();
        }
    }

    /// <summary>Publishes a package; what was wrong, or "".</summary>
    internal Task<string> PublishAsync(string package) => PublishAsync((publisher, stop) => publisher.PublishAsync([package], stop));

    /// <summary>Another gateway over the same services on a port of its own, which the caller starts and ends.</summary>
    internal (Program Gateway, HttpClient Client) AnotherGateway()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = $"{((IPEndPoint)listener.LocalEndpoint).Port}";
        var own = new Dictionary<string, string>(ports) { ["Suite:Gateway:Rest"] = port, ["Suite:Gateway:Grpc"] = "0", ["Suite:Gateway:Operations"] = "0" };
        return (NewGateway(own), new HttpClient { BaseAddress = Address(port) });
    }

    /// <summary>Waits until a service's own port answers.</summary>
    internal Task LiveAgainAsync(string name) => LiveAsync(ports[$"Suite:Services:{name}:Http"]);

    internal static async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsSoAsync(isSo))
        {
            Assert.False(patience.IsCancellationRequested, $"It never came about that {what}.");
            await Task.Delay(50);
        }
    }

    private static async Task<bool> IsSoAsync(Func<Task<bool>> isSo)
    {
        try
        {
            return await isSo();
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }

    private static async Task LiveAsync(string port)
    {
        using var operations = new HttpClient { BaseAddress = Address(port) };
        await UntilAsync("the program on port " + port + " lives", async () =>
        {
            using var answer = await operations.GetAsync("/health/live");
            return answer.IsSuccessStatusCode;
        });
    }

    private async Task<string> PublishAsync(Func<PackagePublisher, CancellationToken, Task<bool>> publish)
    {
        // Past the proxies, as an operator beside the service does.
        var configuration = new ConfigurationBuilder().AddSuiteDefaults().AddCommandLine([.. Settings(ports)]).Build();
        using var channels = new SuiteChannels(SuiteSettings.Read(configuration));
        using var errors = new StringWriter();
        try
        {
            return await publish(new PackagePublisher(channels, TextWriter.Null, errors), CancellationToken.None) ? "" : $"{errors}";
        }
        catch (RpcException refused)
        {
            return $"{errors}{refused.Status}";
        }
    }

    private Program NewGateway(Dictionary<string, string> own) => new("gateway", [.. Settings(own), .. proxies.Select(p => $"--Suite:Services:{p.Key}:Grpc={p.Value.Port}")]);

    private IEnumerable<string> Settings(Dictionary<string, string> own) => own.Select(p => $"--{p.Key}={p.Value}")
        .Concat([$"--Suite:Tls:Certificate={At("suite.pem")}", $"--Suite:Tls:Key={At("suite.key")}", $"--Suite:Tls:Authority={At("authority.pem")}"]);

    private GrpcChannel Channel(string port) => GrpcChannel.ForAddress($"https://127.0.0.1:{port}", new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = authority.Trust } }, DisposeHttpClient = true,
    });

    private static Uri Address(string port) => new($"http://127.0.0.1:{port}");

    private string At(string name) => Path.Combine(folder.Path, name);
}
