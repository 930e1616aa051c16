using Grpc.Core;
using Grpc.Core.Interceptors;
using Indicators.Testing.Rpc.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.Rpc.Tests;

public sealed class InterceptorTests
{
    [Fact(Timeout = 30_000)]
    public async Task Server_Interceptors_RunInTheOrderAdded()
    {
        await using var host = await RpcHost.StartAsync(new Probe(), options =>
        {
            options.Interceptors.Add<Marking>("a");
            options.Interceptors.Add<Marking>("b");
        });
        Assert.Equal("a(b(x))", (await host.Client.SayAsync(new SayRequest { Text = "x" })).Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task Server_InterceptorsOfAllServices_RunAroundThoseOfOne()
    {
        await using var host = await RpcHost.StartAsync(
            new Probe(),
            options => options.Interceptors.Add<Marking>("all"),
            services: services => services.AddGrpc().AddServiceOptions<Probe>(options => options.Interceptors.Add<Marking>("one")));
        Assert.Equal("all(one(x))", (await host.Client.SayAsync(new SayRequest { Text = "x" })).Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task Server_InterceptorFromTheContainer_IsTheSameForAllCalls()
    {
        var counting = new Counting();
        await using var host = await RpcHost.StartAsync(
            new Probe(), options => options.Interceptors.Add<Counting>(), services: services => services.AddSingleton(counting));
        await host.Client.SayAsync(new SayRequest());
        await host.Client.List(new ListRequest { Count = 3 }).ResponseStream.ReadAllAsync().CountAsync();
        Assert.Equal((1, 1), (counting.Unary, counting.Streams));
    }

    [Fact(Timeout = 30_000)]
    public async Task Server_InterceptorThatMapsErrors_DecidesTheStatus()
    {
        await using var host = await RpcHost.StartAsync(
            new Probe { OnSay = (_, _) => throw new KeyNotFoundException("CN-XX") }, options => options.Interceptors.Add<Mapping>());
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
        Assert.Equal((StatusCode.NotFound, "CN-XX"), (failure.StatusCode, failure.Status.Detail));
    }

    [Fact(Timeout = 30_000)]
    public async Task Client_Interceptors_RunInTheOrderGiven()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        var client = new ProbeService.ProbeServiceClient(host.Channel.Intercept(new Marking("a"), new Marking("b")));
        Assert.Equal("bax", (await client.SayAsync(new SayRequest { Text = "x" })).Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task Client_MetadataFunction_AddsToEveryCall()
    {
        Metadata? seen = null;
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnSay = (_, context) =>
            {
                seen = context.RequestHeaders;
                return Task.FromResult(new SayResponse());
            }
        });
        var client = new ProbeService.ProbeServiceClient(host.Channel.Intercept(metadata =>
        {
            metadata.Add("lang", "zh");
            return metadata;
        }));
        await client.SayAsync(new SayRequest());
        Assert.Equal("zh", seen!.GetValue("lang"));
    }

    private sealed class Marking(string mark) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            var response = await continuation(request, context);
            ((SayResponse)(object)response).Text = $"{mark}({((SayResponse)(object)response).Text})";
            return response;
        }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var say = (SayRequest)(object)request;
            return continuation((TRequest)(object)new SayRequest { Text = mark + say.Text }, context);
        }
    }

    private sealed class Counting : Interceptor
    {
        public int Unary { get; private set; }

        public int Streams { get; private set; }

        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            Unary++;
            return continuation(request, context);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Streams++;
            return continuation(request, responseStream, context);
        }
    }

    private sealed class Mapping : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            try
            {
                return await continuation(request, context);
            }
            catch (KeyNotFoundException error)
            {
                throw new RpcException(new Status(StatusCode.NotFound, error.Message));
            }
        }
    }
}
