using System.Net;
using Grpc.Core;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

public sealed class StatusTests
{
    private const string Message = "地区“CN-XX”不存在: 100% unknown\r\nsee CN-GD";

    [Fact(Timeout = 30_000)]
    public async Task Failure_ChineseMessage_ComesBackUnchanged()
    {
        await using var host = await RpcHost.StartAsync(Throwing(new RpcException(new Status(StatusCode.InvalidArgument, Message))));
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
        Assert.Equal((StatusCode.InvalidArgument, Message), (failure.StatusCode, failure.Status.Detail));
        Assert.Empty(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Failure_BeforeAnyMessage_StandsInTheHeadersAlone()
    {
        var details = new Metadata { { "grpc-status-details-bin", [8, 3] }, { "hint", "CN-GD" } };
        await using var host = await RpcHost.StartAsync(Throwing(new RpcException(new Status(StatusCode.NotFound, "无 100%"), details)));
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.ToString());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("5", response.Headers.Value("grpc-status"));
        Assert.Equal("%E6%97%A0 100%25", response.Headers.Value("grpc-message"));
        Assert.Equal("CN-GD", response.Headers.Value("hint"));
        Assert.Empty(response.TrailingHeaders);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failure_WithDetails_CarriesThemInTheTrailers(bool afterHeaders)
    {
        byte[] details = [8, 3, 18, 4, 253, 254, 255];
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = async (_, context) =>
            {
                if (afterHeaders)
                {
                    await context.WriteResponseHeadersAsync([]);
                }

                throw new RpcException(
                    new Status(StatusCode.InvalidArgument, "no"), new Metadata { { "grpc-status-details-bin", details } });
            }
        });
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
        Assert.Equal(details, failure.Trailers.GetValueBytes("grpc-status-details-bin"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Failure_SetOnTheContext_IsTheStatus()
    {
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = (_, context) =>
            {
                context.Status = new Status(StatusCode.Aborted, "again");
                return Task.FromResult(new SayResponse());
            }
        });
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
        Assert.Equal((StatusCode.Aborted, "again"), (failure.StatusCode, failure.Status.Detail));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(false, "Exception was thrown by handler.")]
    [InlineData(true, "Exception was thrown by handler. InvalidOperationException: secret")]
    public async Task Failure_Unforeseen_TellsDetailsOnlyWhenAskedTo(bool detailed, string message)
    {
        await using var host = await RpcHost.StartAsync(
            Throwing(new InvalidOperationException("secret")), options => options.EnableDetailedErrors = detailed);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
        Assert.Equal((StatusCode.Unknown, message), (failure.StatusCode, failure.Status.Detail));
        Assert.Single(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Failure_OfTheMethodItself_IsOneOfTheCall()
    {
        var thrown = new RpcException(new Status(StatusCode.Internal, "at once"));
        await using var host = await RpcHost.StartAsync(new Probe { OnSay = (_, _) => throw thrown });
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
        Assert.Equal("at once", failure.Status.Detail);
    }

    private static Probe Throwing(Exception error) => new() { OnSay = (_, _) => Task.FromException<SayResponse>(error) };
}
