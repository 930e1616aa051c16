using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

/// <summary>Calls with a stream of requests that end before the client has completed it.</summary>
public sealed class ClientStreamEndTests
{
    private static readonly Status Refused = new(StatusCode.InvalidArgument, "enough");

    [Fact(Timeout = 30_000)]
    public async Task Collect_ServerFailsEarly_WritesThrowItsStatus()
    {
        await using var host = await RpcHost.StartAsync(new Probe { OnCollect = (_, _) => throw new RpcException(Refused, [new("left", "2")]) });
        using var call = host.Client.Collect();
        var failure = await Assert.ThrowsAsync<RpcException>(() => WriteForeverAsync(call.RequestStream, new CollectRequest { Text = "x" }));
        Assert.Equal((StatusCode.InvalidArgument, "enough"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal("2", (await Assert.ThrowsAsync<RpcException>(async () => await call)).Trailers.GetValue("left"));
        Assert.Equal((StatusCode.InvalidArgument, "2"), (call.GetStatus().StatusCode, call.GetTrailers().GetValue("left")));
    }

    [Fact(Timeout = 30_000)]
    public async Task Collect_ServerAnswersEarly_ResponseArrivesAndWritesStop()
    {
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnCollect = async (requests, _) => new CollectResponse { Text = await requests.MoveNext() ? requests.Current.Text : "" }
        });
        using var call = host.Client.Collect();
        await call.RequestStream.WriteAsync(new CollectRequest { Text = "first" });
        Assert.Equal("first", (await call).Text);
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new CollectRequest()));
        Assert.Equal(StatusCode.OK, failure.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Converse_ServerEndsEarly_MessagesBeforeItAreStillRead()
    {
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnConverse = async (_, responses, _) =>
            {
                await responses.WriteAsync(new ConverseResponse { Text = "last" });
                throw new RpcException(Refused);
            }
        });
        using var call = host.Client.Converse();
        await Assert.ThrowsAsync<RpcException>(() => WriteForeverAsync(call.RequestStream, new ConverseRequest { Text = "x" }));
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal("last", call.ResponseStream.Current.Text);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode);
        var late = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new ConverseRequest()));
        Assert.Equal(StatusCode.InvalidArgument, late.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Converse_CancelledByTheClient_IsSeenByReaderWriterAndServer()
    {
        var seen = new TaskCompletionSource();
        await using var host = await RpcHost.StartAsync(WaitingProbe(seen));
        using var source = new CancellationTokenSource();
        using var call = host.Client.Converse(cancellationToken: source.Token);
        await call.RequestStream.WriteAsync(new ConverseRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        var reading = call.ResponseStream.MoveNext();
        source.Cancel();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => reading)).StatusCode);
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new ConverseRequest()));
        Assert.Equal((StatusCode.Cancelled, StatusCode.Cancelled), (failure.StatusCode, call.GetStatus().StatusCode));
        await seen.Task;
        Assert.Empty(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Converse_Disposed_ClosesTheStreamAtOnce()
    {
        var seen = new TaskCompletionSource();
        await using var host = await RpcHost.StartAsync(WaitingProbe(seen));
        var call = host.Client.Converse();
        await call.RequestStream.WriteAsync(new ConverseRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        call.Dispose();
        await seen.Task;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.RequestStream.WriteAsync(new ConverseRequest()));
        Assert.Throws<ObjectDisposedException>(() => { _ = call.RequestStream.CompleteAsync(); });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.ResponseStream.MoveNext());
    }

    [Fact(Timeout = 30_000)]
    public async Task Collect_WithTheOption_ThrowsOperationCanceled()
    {
        var started = new TaskCompletionSource();
        await using var host = await RpcHost.StartAsync(
            new Probe { OnCollect = (_, context) => WaitAsync(context, started) },
            client: new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        using var source = new CancellationTokenSource();
        using var call = host.Client.Collect(cancellationToken: source.Token);
        await started.Task;
        source.Cancel();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await call);
        await Assert.ThrowsAsync<OperationCanceledException>(() => call.RequestStream.WriteAsync(new CollectRequest()));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Collect_CancelledWrite_CancelsTheCall(bool before)
    {
        await using var host = await RpcHost.StartAsync(new Probe { OnCollect = (_, context) => WaitAsync(context, new()) });
        using var call = host.Client.Collect();
        using var source = new CancellationTokenSource();
        if (before)
        {
            source.Cancel();
        }

        var writing = WriteForeverAsync(call.RequestStream, new CollectRequest { Text = new string('x', 100_000) }, source.Token);
        source.Cancel();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => writing)).StatusCode);
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Converse_Deadline_EndsReaderAndWriter()
    {
        var seen = new TaskCompletionSource();
        await using var host = await RpcHost.StartAsync(WaitingProbe(seen));
        using var call = host.Client.Converse(deadline: DateTime.UtcNow.AddMilliseconds(300));
        var writing = WriteForeverAsync(call.RequestStream, new ConverseRequest { Text = new string('x', 100_000) });
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => writing)).StatusCode);
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
        await seen.Task;
    }

    [Fact(Timeout = 30_000)]
    public async Task Converse_DisposedChannel_EndsTheCall()
    {
        var seen = new TaskCompletionSource();
        await using var host = await RpcHost.StartAsync(WaitingProbe(seen));
        using var call = host.Client.Converse();
        Assert.True(await call.ResponseStream.MoveNext());
        host.Channel.Dispose();
        await seen.Task;
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Calls_ToAServerThatIsNotThere_AreUnavailableForReaderAndWriter()
    {
        await using var gone = await RpcHost.StartAsync(new Probe());
        await gone.StopAsync();
        using var channel = GrpcChannel.ForAddress(gone.Address);
        var client = new ProbeService.ProbeServiceClient(channel);
        using var collect = client.Collect();
        var failure = await Assert.ThrowsAsync<RpcException>(() => collect.RequestStream.WriteAsync(new CollectRequest()));
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        using var converse = client.Converse();
        failure = await Assert.ThrowsAsync<RpcException>(() => converse.RequestStream.WriteAsync(new ConverseRequest()));
        Assert.Equal((StatusCode.Unavailable, StatusCode.Unavailable), (failure.StatusCode, converse.GetStatus().StatusCode));
    }

    private static Probe WaitingProbe(TaskCompletionSource seen) => new()
    {
        OnConverse = async (_, responses, context) =>
        {
            try
            {
                await responses.WriteAsync(new ConverseResponse());
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }
            finally
            {
                seen.TrySetResult();
            }
        }
    };

    private static async Task<CollectResponse> WaitAsync(ServerCallContext context, TaskCompletionSource started)
    {
        started.TrySetResult();
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
        return new CollectResponse();
    }

    private static async Task WriteForeverAsync<T>(IClientStreamWriter<T> requests, T message, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await requests.WriteAsync(message, cancellationToken);
        }
    }
}
