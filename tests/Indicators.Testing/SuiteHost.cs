using Grpc.Net.Client;
using Indicators.Cli.Publishing;
using Indicators.ServiceDefaults;
using Xunit;

namespace Indicators.Testing;

/// <summary>
/// The six services and the gateway in this process on real ports, holding all seeds. Meant as an assembly fixture: starting it costs seconds.
/// </summary>
public class SuiteHost : IAsyncLifetime
{
    private static readonly Dictionary<string, Func<IReadOnlyDictionary<string, string>, ProgramHost>> Programs = new()
    {
        ["medical-centers"] = settings => new ProgramHost<MedicalCenters.MedicalCenterGrpcService>(settings),
        ["county-hospitals"] = settings => new ProgramHost<CountyHospitals.CountyHospitalGrpcService>(settings),
        ["key-specialties"] = settings => new ProgramHost<KeySpecialties.KeySpecialtyGrpcService>(settings),
        ["fiscal-projects"] = settings => new ProgramHost<FiscalProjects.FiscalProjectGrpcService>(settings),
        ["reforms"] = settings => new ProgramHost<Reforms.ReformGrpcService>(settings),
        ["health-resources"] = settings => new ProgramHost<HealthResources.HealthResourceGrpcService>(settings),
    };

    private readonly TemporaryFolder data = new();
    private readonly Dictionary<string, ProgramHost> services = [];
    private readonly Dictionary<string, Uri> addresses = [];
    private ProgramHost? gateway;
    private HttpClient? client;
    private GrpcChannel? channel;

    /// <summary>REST at the gateway; answers are not followed or decompressed.</summary>
    public HttpClient Client => client!;

    /// <summary>gRPC at the gateway.</summary>
    public GrpcChannel Channel => channel!;

    /// <summary>The gateway: its ports and its container.</summary>
    public ProgramHost Gateway => gateway!;

    /// <summary>A running service by name, such as `medical-centers`.</summary>
    public ProgramHost Service(string name) => services[name];

    /// <summary>A new connection to the gRPC port of a service, which the caller disposes.</summary>
    public GrpcChannel ServiceChannel(string name) => GrpcChannel.ForAddress(addresses[name]);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (var name in Programs.Keys)
        {
            StartService(name);
        }

        // Before the gateway, as its first answer should be a full one.
        await PublishSeedsAsync();
        gateway = NewGateway();
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = gateway.Address(Listener.Rest) };
        channel = GrpcChannel.ForAddress(gateway.Address(Listener.Grpc));
        await WaitUntilReadyAsync();
    }

    /// <summary>Publishes a package folder as the command line does.</summary>
    /// <returns>What the command line would print.</returns>
    /// <exception cref="InvalidOperationException">The package has faults; the message lists them.</exception>
    public Task<string> PublishAsync(string folder) => PublishAsync((publisher, stop) => publisher.PublishAsync([folder], stop));

    /// <summary>Stops a service; the others and the gateway go on.</summary>
    public async Task StopServiceAsync(string name)
    {
        services.Remove(name, out var service);
        await service!.DisposeAsync();
    }

    /// <summary>Starts a service that was stopped, on the same ports and with the same data.</summary>
    public void StartService(string name)
    {
        var settings = new Dictionary<string, string> { ["Suite:Data"] = data.Path };
        if (addresses.TryGetValue(name, out var address))
        {
            settings[$"Suite:Services:{name}:Grpc"] = $"{address.Port}";
        }

        services[name] = Programs[name](settings);
        addresses[name] = services[name].Address(Listener.Grpc);
    }

    /// <summary>Starts a gateway on ports of its own, which the caller disposes.</summary>
    public ProgramHost NewGateway() => NewGateway(addresses.ToDictionary(a => $"Suite:Services:{a.Key}:Grpc", a => $"{a.Value.Port}"));

    /// <summary>Starts a gateway over the services that the settings name, which the caller disposes.</summary>
    public static ProgramHost NewGateway(IReadOnlyDictionary<string, string> settings) => new ProgramHost<Indicators.Gateway.Suite>(settings);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        channel?.Dispose();
        foreach (var host in services.Values.Prepend(gateway).OfType<ProgramHost>())
        {
            await host.DisposeAsync();
        }

        data.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task PublishSeedsAsync() => PublishAsync((publisher, stop) => publisher.PublishSeedsAsync(Tree.Path("seeds"), stop));

    private async Task<string> PublishAsync(Func<PackagePublisher, CancellationToken, Task<bool>> publish)
    {
        using var channels = new SuiteChannels(addresses);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return await publish(new PackagePublisher(channels, output, errors), CancellationToken.None)
            ? output.ToString()
            : throw new InvalidOperationException(errors.ToString());
    }

    private async Task WaitUntilReadyAsync()
    {
        using var operations = new HttpClient { BaseAddress = gateway!.Address(Listener.Operations) };
        for (var tries = 0; tries < 300; tries++)
        {
            using var answer = await operations.GetAsync("/health/ready");
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The gateway was not ready within 30 seconds.");
    }
}
