using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Testing.Rpc.V1;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.Rpc.Tests;

public sealed class MessageSizeTests
{
    private static readonly SayRequest Large = new() { Text = new string('a', 2_000) };

    [Fact(Timeout = 30_000)]
    public async Task Server_RequestAboveTheLimit_IsRefused()
    {
        await using var host = await RpcHost.StartAsync(new Probe(), options => options.MaxReceiveMessageSize = 1_000);
        await AssertExhaustedAsync(host);
    }

    [Fact(Timeout = 30_000)]
    public async Task Server_RequestAboveTheWebServersLimitToo_IsRefusedByItsOwn()
    {
        await using var host = await RpcHost.StartAsync(
            new Probe(),
            options => options.MaxReceiveMessageSize = 1_000,
            services: services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 1_000));
        await AssertExhaustedAsync(host);
    }

    [Fact(Timeout = 30_000)]
    public async Task Server_ResponseAboveTheLimit_IsRefused()
    {
        await using var host = await RpcHost.StartAsync(new Probe(), options => options.MaxSendMessageSize = 1_000);
        await AssertExhaustedAsync(host);
    }

    [Fact(Timeout = 30_000)]
    public async Task Client_RequestAboveTheLimit_IsRefused()
    {
        await using var host = await RpcHost.StartAsync(new Probe(), client: new GrpcChannelOptions { MaxSendMessageSize = 1_000 });
        await AssertExhaustedAsync(host);
    }

    [Fact(Timeout = 30_000)]
    public async Task Client_ResponseAboveTheLimit_IsRefused()
    {
        await using var host = await RpcHost.StartAsync(new Probe(), client: new GrpcChannelOptions { MaxReceiveMessageSize = 1_000 });
        await AssertExhaustedAsync(host);
    }

    [Fact(Timeout = 30_000)]
    public async Task Both_ByDefault_RefuseMoreThanFourMegabytes()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        await AssertExhaustedAsync(host, new SayRequest { Text = new string('a', 4 * 1024 * 1024) });
    }

    [Fact(Timeout = 60_000)]
    public async Task Both_WithoutLimit_PassWhatTheWebServerWouldRefuse()
    {
        await using var host = await RpcHost.StartAsync(
            new Probe { OnSay = (request, _) => Task.FromResult(new SayResponse { Text = $"{request.Text.Length}" }) },
            options => options.MaxReceiveMessageSize = null);
        var response = await host.Client.SayAsync(new SayRequest { Text = new string('a', 31_000_000) });
        Assert.Equal("31000000", response.Text);
    }

    private static async Task AssertExhaustedAsync(RpcHost host, SayRequest? request = null)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(request ?? Large));
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Empty(host.Errors.Messages);
    }
}
