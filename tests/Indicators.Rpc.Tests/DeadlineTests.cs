using Grpc.Core;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

public sealed class DeadlineTests
{
    [Fact(Timeout = 30_000)]
    public async Task Client_MethodThatNeverEnds_GetsDeadlineExceeded()
    {
        await using var host = await RpcHost.StartAsync(Waiting());
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client.SayAsync(new SayRequest(), deadline: DateTime.UtcNow.AddMilliseconds(200)));
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Empty(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Client_DeadlineInThePast_SendsNothing()
    {
        var calls = 0;
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = (_, _) =>
            {
                calls++;
                return Task.FromResult(new SayResponse());
            }
        });
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client.SayAsync(new SayRequest(), deadline: DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal((StatusCode.DeadlineExceeded, 0), (failure.StatusCode, calls));
    }

    [Fact(Timeout = 30_000)]
    public async Task Client_DeadlineWhileNobodyReads_EndsTheServersMethod()
    {
        var ended = new TaskCompletionSource();
        await using var host = await RpcHost.StartAsync(new Probe { OnList = (_, _, context) => WaitAsync(context, ended) });
        using var call = host.Client.List(new ListRequest(), deadline: DateTime.UtcNow.AddMilliseconds(200));
        await ended.Task;
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("200m")]
    [InlineData("200000u")]
    [InlineData("90000000n")]
    [InlineData("0S")]
    public async Task Server_TimeoutOfItsOwn_AnswersDeadlineExceededInHeaders(string timeout)
    {
        await using var host = await RpcHost.StartAsync(Waiting());
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame(), headers: ("grpc-timeout", timeout));
        Assert.Equal("4", response.Headers.Value("grpc-status"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Server_MethodThatIgnoresItsToken_DoesNotHoldUpTheAnswer()
    {
        var gate = new TaskCompletionSource<SayResponse>();
        await using var host = await RpcHost.StartAsync(new Probe { OnSay = (_, _) => gate.Task });
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame(), headers: ("grpc-timeout", "100m"));
        Assert.Equal("4", response.Headers.Value("grpc-status"));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        gate.SetResult(new SayResponse());
    }

    [Fact(Timeout = 30_000)]
    public async Task Server_DeadlineAfterMessages_FollowsThemInTrailers()
    {
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnList = async (_, responses, context) =>
            {
                await responses.WriteAsync(new ListResponse { Number = 1 });
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }
        });
        using var response = await host.PostAsync(
            RawRequests.List, RawRequests.Frame(new ListRequest()), headers: ("grpc-timeout", "200m"));
        Assert.Equal(RawRequests.Frame(new ListResponse { Number = 1 }), await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("4", response.TrailingHeaders.Value("grpc-status"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("99999999H", true)]
    [InlineData("1M", false)]
    public async Task Context_OfALimitedCall_StatesTheDeadline(string timeout, bool isNever)
    {
        var deadline = default(DateTime);
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = (_, context) =>
            {
                deadline = context.Deadline;
                return Task.FromResult(new SayResponse());
            }
        });
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame(), headers: ("grpc-timeout", timeout));
        Assert.Equal("0", response.TrailingHeaders.Value("grpc-status"));
        Assert.Equal((isNever, DateTimeKind.Utc), (deadline > DateTime.UtcNow.AddYears(1_000), isNever ? DateTimeKind.Utc : deadline.Kind));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("soon")]
    [InlineData("123456789S")]
    [InlineData("-1S")]
    [InlineData("10")]
    public async Task Server_TimeoutThatIsNone_IsRefusedByName(string timeout)
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame(), headers: ("grpc-timeout", timeout));
        Assert.Equal("13", response.Headers.Value("grpc-status"));
        Assert.Contains(timeout, response.Headers.Value("grpc-message"));
    }

    private static Probe Waiting() => new()
    {
        OnSay = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new SayResponse();
        }
    };

    private static async Task WaitAsync(ServerCallContext context, TaskCompletionSource ended)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        finally
        {
            ended.TrySetResult();
        }
    }
}
