using System.Net;
using Grpc.Core;
using Indicators.Testing.Rpc.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.Rpc.Tests;

/// <summary>Requests that no proper client sends: each gets a clear answer.</summary>
public sealed class WireTests
{
    public static TheoryData<string, byte[], string> MalformedBodies => new()
    {
        { "nothing at all", [], "13" },
        { "half a header", [0, 0, 0], "13" },
        { "less than stated", [0, 0, 0, 0, 9, 1, 2], "13" },
        { "more than one message", [.. RawRequests.SayFrame(), .. RawRequests.SayFrame()], "13" },
        { "compressed without encoding", RawRequests.Frame(new SayRequest { Text = "a" }, flag: 1), "13" },
        { "a flag that is none", RawRequests.Frame(new SayRequest { Text = "a" }, flag: 2), "13" },
        { "no message", [0, 0, 0, 0, 3, 255, 255, 255], "13" },
        { "longer than allowed", [0, 255, 255, 255, 255, 1], "8" }
    };

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(MalformedBodies))]
    public async Task Body_Malformed_IsRefusedInTheHeaders(string what, byte[] body, string status)
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(RawRequests.Say, body);
        Assert.Equal((what, status), (what, response.Headers.Value("grpc-status")));
        Assert.Empty(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Body_InAnUnknownEncoding_IsUnimplemented()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(
            RawRequests.Say, RawRequests.Frame(new SayRequest { Text = "a" }, flag: 1), headers: ("grpc-encoding", "snappy"));
        Assert.Equal("12", response.Headers.Value("grpc-status"));
        Assert.Equal("identity,gzip", response.Headers.Value("grpc-accept-encoding"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("application/grpc+proto", HttpStatusCode.OK)]
    [InlineData("application/grpc; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpc-web", HttpStatusCode.UnsupportedMediaType)]
    public async Task ContentType_ThatIsNotGrpc_IsRefused(string contentType, HttpStatusCode status)
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame(), contentType);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? null : "13", response.Headers.Value("grpc-status"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Request_OverHttp11_IsRefused()
    {
        await using var host = await RpcHost.StartAsync(
            services => services.AddGrpc().Services.AddSingleton(new Probe()),
            web => web.MapGrpcService<Probe>(),
            protocols: HttpProtocols.Http1);
        using var content = new ByteArrayContent(RawRequests.SayFrame()) { Headers = { { "Content-Type", "application/grpc" } } };
        using var client = new HttpClient();
        using var response = await client.PostAsync(new Uri(host.Address, RawRequests.Say), content);
        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Contains("HTTP/1.1", response.Headers.Value("grpc-message"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("/indicators.testing.rpc.v1.ProbeService/Shout", "Method is unimplemented.")]
    [InlineData("/indicators.testing.rpc.v1.Other/Say", "Service is unimplemented.")]
    public async Task Path_OfNothing_IsUnimplemented(string path, string message)
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(path, RawRequests.SayFrame());
        Assert.Equal(("12", message), (response.Headers.Value("grpc-status"), response.Headers.Value("grpc-message")));
    }

    [Fact(Timeout = 30_000)]
    public async Task Path_OfNothing_ForOtherRequests_IsNotFound()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.Raw.GetAsync("/v1/indicators");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Method_NotImplementedByTheService_IsUnimplemented()
    {
        await using var host = await RpcHost.StartAsync(
            services => services.AddGrpc(), web => web.MapGrpcService<EmptyProbe>());
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    private sealed class EmptyProbe : ProbeService.ProbeServiceBase;
}
