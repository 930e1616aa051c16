using System.Net;
using Grpc.Core;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

public sealed class UnaryTests
{
    [Fact(Timeout = 30_000)]
    public async Task Unary_ChineseText_ComesBackUnchanged()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        var response = await host.Client.SayAsync(new SayRequest { Text = "国家医学中心" });
        Assert.Equal("国家医学中心", response.Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task Unary_EmptyMessages_AreValid()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        Assert.Equal(new SayResponse(), await host.Client.SayAsync(new SayRequest()));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(4_090)]
    [InlineData(70_000)]
    [InlineData(3_900_000)]
    public async Task Unary_LargeMessage_ComesBackUnchanged(int length)
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        var text = new string('a', length);
        Assert.Equal(text, (await host.Client.SayAsync(new SayRequest { Text = text })).Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task Unary_ManyAtOnce_EachGetsItsOwnAnswer()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        var calls = Enumerable.Range(0, 500).Select(async number =>
            (number, (await host.Client.SayAsync(new SayRequest { Text = $"{number}" })).Text));
        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal($"{answer.number}", answer.Text));
    }

    [Fact(Timeout = 30_000)]
    public async Task Unary_Blocking_Answers()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        Assert.Equal("hello", host.Client.Say(new SayRequest { Text = "hello" }).Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task Unary_NullFromMethod_IsCancelled()
    {
        await using var host = await RpcHost.StartAsync(new Probe { OnSay = (_, _) => Task.FromResult<SayResponse>(null!) });
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Unary_OnTheWire_IsOneFrameAndAStatusInTrailers()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(RawRequests.Frame(new SayResponse { Text = "hello" }), await response.Content.ReadAsByteArrayAsync());
        Assert.Null(response.Headers.Value("grpc-status"));
        Assert.Equal("0", response.TrailingHeaders.Value("grpc-status"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Unary_CallObject_TellsStatusOnlyAfterTheEnd()
    {
        var gate = new TaskCompletionSource<SayResponse>();
        await using var host = await RpcHost.StartAsync(new Probe { OnSay = (_, _) => gate.Task });
        using var call = host.Client.SayAsync(new SayRequest());
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        gate.SetResult(new SayResponse());
        await call;
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Empty(call.GetTrailers());
    }

    [Fact(Timeout = 30_000)]
    public async Task Context_OfACall_NamesMethodHostAndPeer()
    {
        ServerCallContext? seen = null;
        string[] facts = [];
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = (_, context) =>
            {
                seen = context;
                facts = [context.Method, context.Host, context.Peer, context.GetHttpContext().Request.Protocol];
                return Task.FromResult(new SayResponse());
            }
        });
        await host.Client.SayAsync(new SayRequest());
        Assert.Equal([RawRequests.Say, host.Address.Authority], facts[..2]);
        Assert.StartsWith("ipv4:127.0.0.1:", facts[2]);
        Assert.Equal("HTTP/2", facts[3]);
        Assert.Equal(DateTime.MaxValue, seen!.Deadline);
    }
}
