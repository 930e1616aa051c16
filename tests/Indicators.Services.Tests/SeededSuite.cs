using System.Collections.Concurrent;
using Grpc.Net.Client;
using Indicators.Services.Tests;
using Indicators.Testing;

[assembly: AssemblyFixture(typeof(SeededSuite))]

namespace Indicators.Services.Tests;

/// <summary>The suite with the real seeds, started once for all tests of the assembly, and one connection to each service.</summary>
public sealed class SeededSuite : IAsyncLifetime
{
    private readonly SuiteHost suite = new();
    private readonly ConcurrentDictionary<string, GrpcChannel> channels = new();

    public GrpcChannel Channel(string service) => channels.GetOrAdd(service, suite.ServiceChannel);

    public ValueTask InitializeAsync() => suite.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in channels.Values)
        {
            channel.Dispose();
        }

        await suite.DisposeAsync();
    }
}
