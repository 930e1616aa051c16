using Grpc.Net.Client;
using Indicators.Cli.Publishing;
using Indicators.CountyHospitals;
using Indicators.FiscalProjects;
using Indicators.HealthResources;
using Indicators.KeySpecialties;
using Indicators.MedicalCenters;
using Indicators.Reforms;
using Indicators.ServiceDefaults;
using Indicators.Services.Tests;
using Indicators.Testing;

[assembly: AssemblyFixture(typeof(SeededSuite))]

namespace Indicators.Services.Tests;

/// <summary>The six services on free ports with the real seeds, started and published once for all tests of the assembly.</summary>
public sealed class SeededSuite : IAsyncLifetime
{
    private readonly Dictionary<string, ProgramHost> hosts = [];
    private readonly Dictionary<string, GrpcChannel> channels = [];

    public IEnumerable<string> Services => channels.Keys;

    public GrpcChannel Channel(string service) => channels[service];

    public async ValueTask InitializeAsync()
    {
        Add("medical-centers", new ProgramHost<MedicalCenterGrpcService>());
        Add("county-hospitals", new ProgramHost<CountyHospitalGrpcService>());
        Add("key-specialties", new ProgramHost<KeySpecialtyGrpcService>());
        Add("fiscal-projects", new ProgramHost<FiscalProjectGrpcService>());
        Add("reforms", new ProgramHost<ReformGrpcService>());
        Add("health-resources", new ProgramHost<HealthResourceGrpcService>());
        using var publishing = new SuiteChannels(hosts.Select(h => KeyValuePair.Create(h.Key, h.Value.Address(Listener.Grpc))));
        var faults = new StringWriter();
        Assert.True(await new PackagePublisher(publishing, TextWriter.Null, faults).PublishSeedsAsync(Tree.Path("seeds"), CancellationToken.None), faults.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
        {
            await host.DisposeAsync();
        }
    }

    private void Add<T>(string service, ProgramHost<T> host)
        where T : class
    {
        hosts.Add(service, host);
        channels.Add(service, host.Channel);
    }
}
