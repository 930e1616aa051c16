using Grpc.Net.Client;
using Indicators.Data.V1;

[assembly: AssemblyFixture(typeof(Indicators.EndToEnd.Tests.RunningSuite))]

namespace Indicators.EndToEnd.Tests;

/// <summary>The seven processes with all seeds, shared by the tests that only read or add.</summary>
public sealed class RunningSuite : IAsyncLifetime
{
    private readonly SuiteProcess suite = SuiteProcess.Start();
    private GrpcChannel? channel;
    private HttpClient? client;

    internal Ports Ports => suite.Ports;

    internal HttpClient Client => client!;

    internal IndicatorDataService.IndicatorDataServiceClient Data => new(channel);

    internal string Output => suite.Output;

    public async ValueTask InitializeAsync()
    {
        await suite.ReadyAsync();
        channel = GrpcChannel.ForAddress(suite.Grpc);
        client = new HttpClient { BaseAddress = suite.Rest };
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        channel?.Dispose();
        await suite.DisposeAsync();
    }
}
