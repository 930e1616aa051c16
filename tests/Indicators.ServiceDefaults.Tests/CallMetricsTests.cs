using Grpc.Core;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>Calls count by their own status, which HTTP hides behind 200.</summary>
public sealed class CallMetricsTests
{
    [Fact(Timeout = 60_000)]
    public async Task Calls_OfEachEnd_AreCountedByTheirStatus()
    {
        await using var host = await TextHost.StartAsync();
        using var channel = host.Open();
        var invoker = channel.CreateCallInvoker();
        await invoker.AsyncUnaryCall(TextService.AskMethod, null, default, "");
        host.Service.OnAsk = _ => throw new RpcException(new Status(StatusCode.NotFound, "none"));
        await Assert.ThrowsAsync<RpcException>(async () => await invoker.AsyncUnaryCall(TextService.AskMethod, null, default, ""));
        host.Service.OnAsk = async _ =>
        {
            await Task.Yield();
            throw new RpcException(new Status(StatusCode.Unavailable, "later"));
        };
        await Assert.ThrowsAsync<RpcException>(async () => await invoker.AsyncUnaryCall(TextService.AskMethod, null, default, ""));
        host.Service.OnWatch = (_, _) => throw new RpcException(new Status(StatusCode.DataLoss, "half way"));
        using (var watch = invoker.AsyncServerStreamingCall(TextService.WatchMethod, null, default, ""))
        {
            await Assert.ThrowsAsync<RpcException>(async () => await watch.ResponseStream.ReadAllAsync().CountAsync());
        }

        var unknown = new Method<string, string>(MethodType.Unary, TextService.AskMethod.ServiceName, "Nothing", Marshallers.StringMarshaller, Marshallers.StringMarshaller);
        await Assert.ThrowsAsync<RpcException>(async () => await invoker.AsyncUnaryCall(unknown, null, default, ""));

        var lines = await DoneAsync(host);
        Assert.Contains(Count("Ask", "OK", 1), lines);
        Assert.Contains(Count("Ask", "NOT_FOUND", 1), lines);
        Assert.Contains(Count("Ask", "UNAVAILABLE", 1), lines);
        Assert.Contains(Count("Watch", "DATA_LOSS", 1), lines);
        Assert.Contains("rpc_server_call_duration_seconds_count{rpc_method=\"\",rpc_response_status_code=\"UNIMPLEMENTED\",rpc_service=\"\"} 1", lines);
        Assert.Contains("rpc_server_active_calls 0", lines);
    }

    [Fact(Timeout = 60_000)]
    public async Task Watch_ThatItsReaderLeaves_IsCountedAsCancelled()
    {
        await using var host = await TextHost.StartAsync();
        using var channel = host.Open();
        using (var watch = channel.CreateCallInvoker().AsyncServerStreamingCall(TextService.WatchMethod, null, default, ""))
        {
            Assert.True(await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
            Assert.Contains("rpc_server_active_calls 1", (await host.MetricsAsync()).Split('\n'));
        }

        await host.Service.Ended.Task;
        Assert.Contains(Count("Watch", "CANCELLED", 1), await DoneAsync(host));
    }

    // An answer may be here before the server has counted it.
    private static async Task<string[]> DoneAsync(TextHost host)
    {
        while (true)
        {
            var lines = (await host.MetricsAsync()).Split('\n');
            if (lines.Contains("rpc_server_active_calls 0"))
            {
                return lines;
            }
        }
    }

    private static string Count(string method, string status, int count) =>
        $"rpc_server_call_duration_seconds_count{{rpc_method=\"{method}\",rpc_response_status_code=\"{status}\",rpc_service=\"indicators.testing.TextService\"}} {count}";
}
