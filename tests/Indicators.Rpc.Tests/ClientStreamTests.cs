using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

/// <summary>Streams of requests: order, ends and limits as the client sees them.</summary>
public sealed class ClientStreamTests
{
    private const int Many = 100_000;

    [Fact(Timeout = 60_000)]
    public async Task Collect_ManyMessages_ArriveInOrder()
    {
        await using var host = await RpcHost.StartAsync(new Probe { OnCollect = CountInOrderAsync });
        using var call = host.Client.Collect();
        for (var number = 0; number < Many; number++)
        {
            await call.RequestStream.WriteAsync(new CollectRequest { Text = number.ToString() });
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(Many.ToString(), (await call).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task Collect_BufferedWrites_ArriveInOrder()
    {
        await using var host = await RpcHost.StartAsync(new Probe { OnCollect = CountInOrderAsync });
        using var call = host.Client.Collect();
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
        for (var number = 0; number < Many; number++)
        {
            await call.RequestStream.WriteAsync(new CollectRequest { Text = number.ToString() });
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(Many.ToString(), (await call).Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task Converse_ManyMessagesEachWay_ArriveInOrder()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var call = host.Client.Converse();
        var writing = WriteAsync(call.RequestStream, Many);
        var expected = 0;
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal(expected++.ToString(), response.Text);
        }

        await writing;
        Assert.Equal((Many, StatusCode.OK), (expected, call.GetStatus().StatusCode));
    }

    [Fact(Timeout = 30_000)]
    public async Task Converse_EachAnswerBeforeTheNextQuestion_IsAConversation()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var call = host.Client.Converse();
        foreach (var text in new[] { "床位", "护士", "" })
        {
            await call.RequestStream.WriteAsync(new ConverseRequest { Text = text });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(text, call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact(Timeout = 30_000)]
    public async Task Write_AfterCompletion_IsRefused()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var call = host.Client.Collect();
        await call.RequestStream.CompleteAsync();
        await call.RequestStream.CompleteAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new CollectRequest()));
        Assert.Equal("", (await call).Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task Write_ToAServerThatDoesNotRead_WaitsAndAllowsNoOther()
    {
        var gate = new TaskCompletionSource();
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnCollect = async (requests, context) =>
            {
                await gate.Task;
                return await CountAsync(requests, context);
            }
        });
        using var call = host.Client.Collect();
        var written = await WriteUntilHeldUpAsync(call.RequestStream);
        Assert.InRange(written.Count, 1, 100);
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new CollectRequest()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.CompleteAsync());
        gate.SetResult();
        await written.Pending;
        await call.RequestStream.CompleteAsync();
        Assert.Equal((written.Count + 1).ToString(), (await call).Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task Write_TooLarge_FailsAloneAndTheCallGoesOn()
    {
        await using var host = await RpcHost.StartAsync(new Probe(), client: new GrpcChannelOptions { MaxSendMessageSize = 100 });
        using var call = host.Client.Collect();
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new CollectRequest { Text = new string('x', 200) }));
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        await call.RequestStream.WriteAsync(new CollectRequest { Text = "short" });
        await call.RequestStream.CompleteAsync();
        Assert.Equal("short", (await call).Text);
    }

    private static async Task<CollectResponse> CountInOrderAsync(IAsyncStreamReader<CollectRequest> requests, ServerCallContext context)
    {
        var next = 0;
        await foreach (var request in requests.ReadAllAsync())
        {
            if (request.Text != next++.ToString())
            {
                throw new RpcException(new Status(StatusCode.DataLoss, $"{request.Text} came as number {next - 1}."));
            }
        }

        return new CollectResponse { Text = next.ToString() };
    }

    private static async Task<CollectResponse> CountAsync(IAsyncStreamReader<CollectRequest> requests, ServerCallContext context) =>
        new() { Text = (await requests.ReadAllAsync().CountAsync()).ToString() };

    private static async Task WriteAsync(IClientStreamWriter<ConverseRequest> requests, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await requests.WriteAsync(new ConverseRequest { Text = number.ToString() });
        }

        await requests.CompleteAsync();
    }

    // Held up is a write that is not done while the server's whole window, and then some, is full.
    private static async Task<(int Count, Task Pending)> WriteUntilHeldUpAsync(IClientStreamWriter<CollectRequest> requests)
    {
        var large = new CollectRequest { Text = new string('x', 100_000) };
        for (var count = 0; ; count++)
        {
            var pending = requests.WriteAsync(large);
            if (await Task.WhenAny(pending, Task.Delay(TimeSpan.FromSeconds(1))) != pending)
            {
                return (count, pending);
            }
        }
    }
}
