using Grpc.Core;
using Grpc.Core.Interceptors;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

/// <summary>Interceptors around a client's calls of all shapes.</summary>
public sealed class ClientInterceptorTests
{
    [Fact(Timeout = 30_000)]
    public async Task Interceptor_AroundEveryShape_SeesTheCallAndItsMessages()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        var tracing = new Tracing();
        var client = new ProbeService.ProbeServiceClient(host.Channel.Intercept(tracing));
        client.Say(new SayRequest());
        await client.SayAsync(new SayRequest());
        using var list = client.List(new ListRequest { Count = 2 });
        Assert.Equal(2, await list.ResponseStream.ReadAllAsync().CountAsync());
        using var collect = client.Collect();
        await collect.RequestStream.WriteAsync(new CollectRequest { Text = "a" });
        await collect.RequestStream.CompleteAsync();
        Assert.Equal("a", (await collect).Text);
        using var converse = client.Converse();
        await converse.RequestStream.WriteAsync(new ConverseRequest { Text = "b" });
        await converse.RequestStream.CompleteAsync();
        Assert.Equal(["b"], await converse.ResponseStream.ReadAllAsync().Select(response => response.Text).ToListAsync());
        Assert.Equal(
            ["Say blocking", "Say", "List", "Collect", "Collect wrote a", "Converse", "Converse wrote b"], tracing.Seen);
        Assert.Equal((StatusCode.OK, StatusCode.OK), (collect.GetStatus().StatusCode, converse.GetStatus().StatusCode));
    }

    [Fact(Timeout = 30_000)]
    public async Task Metadata_AddedByAFunction_GoesWithEveryShape()
    {
        var seen = new List<string?>();
        Task<T> See<T>(ServerCallContext context, T answer)
        {
            seen.Add(context.RequestHeaders.GetValue("lang"));
            return Task.FromResult(answer);
        }

        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = (_, context) => See(context, new SayResponse()),
            OnList = (_, _, context) => See(context, 0),
            OnCollect = (_, context) => See(context, new CollectResponse()),
            OnConverse = (_, _, context) => See(context, 0)
        });
        var client = new ProbeService.ProbeServiceClient(host.Channel.Intercept(metadata => [.. metadata, new Metadata.Entry("lang", "zh")]));
        client.Say(new SayRequest());
        await client.SayAsync(new SayRequest());
        Assert.False(await client.List(new ListRequest()).ResponseStream.MoveNext());
        await client.Collect();
        Assert.False(await client.Converse().ResponseStream.MoveNext());
        Assert.Equal(["zh", "zh", "zh", "zh", "zh"], seen);
    }

    [Fact(Timeout = 30_000)]
    public async Task Interceptor_ThatAnswersItself_MakesNoCall()
    {
        await using var host = await RpcHost.StartAsync(new Probe { OnSay = (_, _) => throw new InvalidOperationException("not to be called") });
        var client = new ProbeService.ProbeServiceClient(host.Channel.Intercept(new Answering()));
        using var call = client.SayAsync(new SayRequest());
        Assert.Equal("kept", (await call).Text);
        Assert.Equal(("here", StatusCode.OK), ((await call.ResponseHeadersAsync).GetValue("from"), call.GetStatus().StatusCode));
    }

    private sealed class Answering : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation) => new(
                Task.FromResult((TResponse)(object)new SayResponse { Text = "kept" }),
                Task.FromResult(new Metadata { { "from", "here" } }),
                () => Status.DefaultSuccess,
                () => [],
                () => { });
    }

    private sealed class Tracing : Interceptor
    {
        public List<string> Seen { get; } = [];

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            Seen.Add($"{context.Method.Name} blocking");
            return continuation(request, context);
        }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            Seen.Add(context.Method.Name);
            return continuation(request, context);
        }

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            Seen.Add(context.Method.Name);
            return continuation(request, context);
        }

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            Seen.Add(context.Method.Name);
            var call = continuation(context);
            return new AsyncClientStreamingCall<TRequest, TResponse>(
                new Writer<TRequest>(call.RequestStream, message => Seen.Add($"{context.Method.Name} wrote {message}")),
                call.ResponseAsync,
                call.ResponseHeadersAsync,
                call.GetStatus,
                call.GetTrailers,
                call.Dispose);
        }

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            Seen.Add(context.Method.Name);
            var call = continuation(context);
            return new AsyncDuplexStreamingCall<TRequest, TResponse>(
                new Writer<TRequest>(call.RequestStream, message => Seen.Add($"{context.Method.Name} wrote {message}")),
                call.ResponseStream,
                call.ResponseHeadersAsync,
                call.GetStatus,
                call.GetTrailers,
                call.Dispose);
        }
    }

    private sealed class Writer<T>(IClientStreamWriter<T> inner, Action<string> wrote) : IClientStreamWriter<T>
    {
        public WriteOptions? WriteOptions
        {
            get => inner.WriteOptions;
            set => inner.WriteOptions = value;
        }

        public Task WriteAsync(T message)
        {
            wrote(message switch { CollectRequest collect => collect.Text, ConverseRequest converse => converse.Text, _ => "" });
            return inner.WriteAsync(message);
        }

        public Task CompleteAsync() => inner.CompleteAsync();
    }
}
