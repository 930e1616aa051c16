using System.Net;
using Grpc.Core;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

/// <summary>What generated code of all four shapes needs, and what it gets as long as streams of requests are not offered.</summary>
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

    [Fact(Timeout = 30_000)]
    public async Task Client_StreamOfRequests_IsUnimplemented()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        Assert.Equal(StatusCode.Unimplemented, Assert.Throws<RpcException>(() => host.Client.Collect()).StatusCode);
        Assert.Equal(StatusCode.Unimplemented, Assert.Throws<RpcException>(() => host.Client.Converse()).StatusCode);
    }

    [Fact]
    public void Definition_OfAGeneratedService_CanBeBuilt() => Assert.NotNull(ProbeService.BindService(new Probe()));
}
