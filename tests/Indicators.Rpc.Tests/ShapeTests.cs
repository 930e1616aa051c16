using System.Net;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

/// <summary>What generated code of all four shapes needs, and what it gets as long as the server offers no streams of requests.</summary>
public sealed class ShapeTests
{
    [Theory(Timeout = 30_000)]
    [InlineData("/indicators.testing.rpc.v1.ProbeService/Collect")]
    [InlineData("/indicators.testing.rpc.v1.ProbeService/Converse")]
    public async Task Server_StreamOfRequests_IsUnimplemented(string path)
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(path, RawRequests.SayFrame());
        Assert.Equal((HttpStatusCode.OK, "12"), (response.StatusCode, response.Headers.Value("grpc-status")));
    }

    [Fact]
    public void Definition_OfAGeneratedService_CanBeBuilt() => Assert.NotNull(ProbeService.BindService(new Probe()));
}
