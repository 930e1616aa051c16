using Grpc.Core;
using Grpc.Net.Client;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>A process that is asked to stop while it is called.</summary>
public sealed class ShutdownTests
{
    [Fact(Timeout = 30_000)]
    public async Task Watch_AtShutdown_EndsWithUnavailable()
    {
        await using var host = await TextHost.StartAsync();
        using var channel = host.Open();
        using var call = channel.CreateCallInvoker().AsyncServerStreamingCall(TextService.WatchMethod, null, new CallOptions(), "");
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal("HTTP/2", call.ResponseStream.Current);
        var stopping = host.StopAsync();
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal((StatusCode.Unavailable, "The service is stopping; call again."), (failure.StatusCode, failure.Status.Detail));
        await stopping;
    }

    [Fact(Timeout = 30_000)]
    public async Task StreamOfRequests_AtShutdown_EndsWithUnavailable()
    {
        await using var host = await TextHost.StartAsync();
        using var channel = host.Open();
        using var call = channel.CreateCallInvoker().AsyncClientStreamingCall(TextService.SendMethod, null, new CallOptions());
        await call.RequestStream.WriteAsync("one");
        await host.Service.Started.Task;
        var stopping = host.StopAsync();
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        await stopping;
    }

    [Fact(Timeout = 30_000)]
    public async Task Unary_UnderWayAtShutdown_FinishesAndNoneIsTakenAfterIt()
    {
        await using var host = await TextHost.StartAsync();
        var gate = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Service.OnAsk = _ => gate.Task;
        using var channel = host.Open();
        var call = Ask(channel);
        await host.Service.Started.Task;
        var stopping = host.StopAsync();
        using var late = host.Open();
        await RefusedAsync(late);
        gate.SetResult("finished");
        Assert.Equal("finished", await call);
        await stopping;
        await RefusedAsync(channel);
    }

    private static AsyncUnaryCall<string> Ask(GrpcChannel channel) =>
        channel.CreateCallInvoker().AsyncUnaryCall(TextService.AskMethod, null, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(10)), "");

    // Until the port is closed a call may still be taken, and then it waits for the gate: only the refusal ends the wait.
    private static async Task RefusedAsync(GrpcChannel channel)
    {
        while (true)
        {
            using var call = channel.CreateCallInvoker().AsyncUnaryCall(
                TextService.AskMethod, null, new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(200)), "");
            var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);
            if (failure.StatusCode == StatusCode.Unavailable)
            {
                return;
            }
        }
    }
}
