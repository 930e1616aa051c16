using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

public sealed class CancellationTests
{
    private const int Abandoned = 100;

    [Fact(Timeout = 30_000)]
    public async Task Unary_CancelledByTheClient_IsSeenAtTheServer()
    {
        var probe = new WaitingProbe();
        await using var host = await RpcHost.StartAsync(probe.Service);
        using var source = new CancellationTokenSource();
        var call = host.Client.SayAsync(new SayRequest(), cancellationToken: source.Token);
        await probe.Started.Task;
        source.Cancel();
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        await probe.Cancelled.Task;
        Assert.Empty(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Unary_DisposedCall_IsSeenAtTheServer()
    {
        var probe = new WaitingProbe();
        await using var host = await RpcHost.StartAsync(probe.Service);
        var call = host.Client.SayAsync(new SayRequest());
        await probe.Started.Task;
        call.Dispose();
        await probe.Cancelled.Task;
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Unary_DisposedChannel_CancelsItsCalls()
    {
        var probe = new WaitingProbe();
        await using var host = await RpcHost.StartAsync(probe.Service);
        var call = host.Client.SayAsync(new SayRequest());
        await probe.Started.Task;
        host.Channel.Dispose();
        await probe.Cancelled.Task;
        await Assert.ThrowsAsync<RpcException>(async () => await call);
    }

    [Fact(Timeout = 30_000)]
    public async Task Unary_WithTheOption_ThrowsOperationCanceled()
    {
        var probe = new WaitingProbe();
        await using var host = await RpcHost.StartAsync(
            probe.Service, client: new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        using var source = new CancellationTokenSource();
        var call = host.Client.SayAsync(new SayRequest(), cancellationToken: source.Token);
        await probe.Started.Task;
        source.Cancel();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await call);
    }

    [Fact(Timeout = 30_000)]
    public async Task Stream_DisposedBetweenReads_IsSeenAtTheServer()
    {
        var probe = new WaitingProbe();
        await using var host = await RpcHost.StartAsync(probe.Service);
        var call = host.Client.List(new ListRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        call.Dispose();
        await probe.Cancelled.Task;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        Assert.Empty(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Stream_CancelledRead_CancelsTheCall()
    {
        var probe = new WaitingProbe();
        await using var host = await RpcHost.StartAsync(probe.Service);
        using var call = host.Client.List(new ListRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        using var source = new CancellationTokenSource();
        var read = call.ResponseStream.MoveNext(source.Token);
        source.Cancel();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => read)).StatusCode);
        await probe.Cancelled.Task;
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_DisposedBeforeItsEnd_IsNotKeptByTheChannel(bool reads)
    {
        var ended = 0;
        await using var host = await RpcHost.StartAsync(new Probe { OnList = (_, responses, context) => SendAndWaitAsync(responses, context, () => Interlocked.Increment(ref ended)) });
        var streams = new List<WeakReference>();
        for (var calls = 0; calls < Abandoned; calls++)
        {
            streams.Add(await AbandonAsync(host, reads));
        }

        Assert.True(await Steady.UntilAsync(() => Volatile.Read(ref ended) == Abandoned), $"{Abandoned - ended} streams go on at the server");

        // A channel that keeps its streams keeps each of them; the stack of an idle thread may keep one for a while.
        Assert.True(await Steady.UntilAsync(() => Alive(streams) <= Environment.ProcessorCount), $"{Alive(streams)} of {Abandoned} streams are kept");
        Assert.Equal(Grpc.Core.ConnectivityState.Ready, host.Channel.State);
    }

    [Fact(Timeout = 30_000)]
    public async Task Stream_DisposedWhileItsResponseArrives_IsSeenAtTheServer()
    {
        var probe = new WaitingProbe();
        await using var host = await RpcHost.StartAsync(probe.Service);
        AsyncServerStreamingCall<ListResponse>? call = null;
        using var handler = new AnswerWatch(() => call!.Dispose());
        using var channel = GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { HttpHandler = handler });
        call = new ProbeService.ProbeServiceClient(channel).List(new ListRequest());
        await probe.Cancelled.Task;
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Stream_ClientGoneWhileTheServerWaitsForRoom_EndsTheWrite()
    {
        var ended = new TaskCompletionSource<Exception>();
        await using var host = await RpcHost.StartAsync(new Probe { OnList = (_, responses, _) => FloodAsync(responses, ended) });
        var call = host.Client.List(new ListRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        call.Dispose();
        Assert.IsType<OperationCanceledException>(await ended.Task, exactMatch: false);
        Assert.Empty(host.Errors.Messages);
    }

    private static int Alive(List<WeakReference> streams)
    {
        GC.Collect();
        return streams.Count(stream => stream.IsAlive);
    }

    private static async Task<WeakReference> AbandonAsync(RpcHost host, bool reads)
    {
        var call = host.Client.List(new ListRequest());
        await call.ResponseHeadersAsync;
        if (reads)
        {
            Assert.True(await call.ResponseStream.MoveNext());
        }

        call.Dispose();
        return new WeakReference(call.ResponseStream);
    }

    private static async Task SendAndWaitAsync(IServerStreamWriter<ListResponse> responses, ServerCallContext context, Action ended)
    {
        try
        {
            await responses.WriteAsync(new ListResponse { Number = 1 });
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        finally
        {
            ended();
        }
    }

    private static async Task FloodAsync(IServerStreamWriter<ListResponse> responses, TaskCompletionSource<Exception> ended)
    {
        try
        {
            while (true)
            {
                await responses.WriteAsync(new ListResponse { Filling = ByteString.CopyFrom(new byte[100_000]) });
            }
        }
        catch (Exception error)
        {
            ended.SetResult(error);
            throw;
        }
    }

    /// <summary>Tells of an answer before the channel has it.</summary>
    private sealed class AnswerWatch(Action answered) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            answered();
            return response;
        }
    }

    private sealed class WaitingProbe
    {
        public WaitingProbe() => Service = new Probe
        {
            OnSay = async (_, context) =>
            {
                await WaitAsync(context);
                return new SayResponse();
            },
            OnList = async (_, responses, context) =>
            {
                await responses.WriteAsync(new ListResponse { Number = 1 });
                await WaitAsync(context);
            }
        };

        public Probe Service { get; }

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private async Task WaitAsync(ServerCallContext context)
        {
            Started.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }
            finally
            {
                // Not a registration: what waits for the token runs before it, and would take it back unheard.
                Cancelled.TrySetResult();
            }
        }
    }
}
