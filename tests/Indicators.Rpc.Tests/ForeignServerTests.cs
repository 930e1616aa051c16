using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Testing.Rpc.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Indicators.Rpc.Tests;

/// <summary>The client against servers and proxies that do not answer as a gRPC server should.</summary>
public sealed class ForeignServerTests
{
    [Theory(Timeout = 30_000)]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(418, StatusCode.Unknown)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    public async Task HttpStatus_WithoutGrpcStatus_IsTranslated(int http, StatusCode status) =>
        Assert.Equal(status, (await FailAsync(context => context.Response.StatusCode = http)).StatusCode);

    [Fact(Timeout = 30_000)]
    public async Task HttpStatus_WithGrpcStatus_GivesWayToIt()
    {
        var failure = await FailAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers["grpc-status"] = "8";
            context.Response.Headers["grpc-message"] = "%E5%BF%99";
        });
        Assert.Equal((StatusCode.ResourceExhausted, "忙"), (failure.StatusCode, failure.Status.Detail));
    }

    [Fact(Timeout = 30_000)]
    public async Task Page_InsteadOfGrpc_IsNoAnswer()
    {
        var failure = await FailAsync(context => context.Response.ContentType = "text/html");
        Assert.Contains("text/html", failure.Status.Detail);
        Assert.NotEqual(StatusCode.OK, failure.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Response_WithoutAnyStatus_IsCancelled() =>
        Assert.Equal(StatusCode.Cancelled, (await FailAsync(context => context.Response.ContentType = "application/grpc")).StatusCode);

    [Theory(Timeout = 30_000)]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 1 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public async Task Response_WithAMalformedBody_IsInternal(byte[] body)
    {
        var failure = await FailAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(body);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        Assert.Equal(StatusCode.Internal, failure.StatusCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0x2, StatusCode.Internal)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    [InlineData(0xc, StatusCode.PermissionDenied)]
    public async Task Stream_ResetByTheServer_IsTranslated(int code, StatusCode status) =>
        Assert.Equal(status, (await FailAsync(context => context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(code))).StatusCode);

    [Fact(Timeout = 30_000)]
    public async Task Server_ThatIsNotThere_IsUnavailable()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{FreePort()}");
        var client = new ProbeService.ProbeServiceClient(channel);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new SayRequest()));
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        using var stream = client.List(new ListRequest());
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => stream.ResponseStream.MoveNext())).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Channel_OverAGivenHttpClient_StreamsWithoutCollecting()
    {
        var gate = new TaskCompletionSource();
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnList = async (_, responses, _) =>
            {
                await responses.WriteAsync(new ListResponse());
                await gate.Task;
            }
        });
        using var http = new HttpClient();
        using var channel = GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { HttpClient = http });
        using var call = new ProbeService.ProbeServiceClient(channel).List(new ListRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        gate.SetResult();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public void Channel_OptionsThatContradict_AreRefused()
    {
        using var http = new HttpClient();
        using var handler = new SocketsHttpHandler();
        Assert.Throws<ArgumentException>(() =>
            GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpClient = http, HttpHandler = handler }));
        var secure = new GrpcChannelOptions { Credentials = ChannelCredentials.SecureSsl };
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress("http://localhost", secure).CreateCallInvoker());
    }

    private static Task<RpcException> FailAsync(Action<HttpContext> answer) => FailAsync(context =>
    {
        answer(context);
        return Task.CompletedTask;
    });

    private static async Task<RpcException> FailAsync(Func<HttpContext, Task> answer)
    {
        await using var host = await RpcHost.StartAsync(_ => { }, web => web.Run(context => answer(context)));
        return await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
