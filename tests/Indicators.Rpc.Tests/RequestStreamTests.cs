using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

/// <summary>Streams of requests at the server.</summary>
public sealed class RequestStreamTests
{
    [Theory(Timeout = 30_000)]
    [InlineData(0, "")]
    [InlineData(1, "1")]
    [InlineData(3, "1,2,3")]
    public async Task Collect_OfMessages_AnswersOnce(int count, string joined)
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        var body = Enumerable.Range(1, count).SelectMany(number => Collect($"{number}")).ToArray();
        using var response = await host.PostAsync(RawRequests.Collect, body);
        Assert.Equal(RawRequests.Frame(new CollectResponse { Text = joined }), await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("0", response.TrailingHeaders.Value("grpc-status"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Converse_EachMessage_IsAnsweredBeforeTheNextIsSent()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var call = RawStream.Open(host, RawRequests.Converse);
        await call.SendAsync(Converse("1"));
        using var response = await call.Response;
        await using var answers = await response.Content.ReadAsStreamAsync();
        for (var number = 1; number <= 3; number++)
        {
            var expected = RawRequests.Frame(new ConverseResponse { Text = $"{number}" });
            var answer = new byte[expected.Length];
            await answers.ReadExactlyAsync(answer);
            Assert.Equal(expected, answer);
            await call.SendAsync(Converse($"{number + 1}"));
        }

        call.Complete();
        await answers.CopyToAsync(Stream.Null);
        Assert.Equal("0", response.TrailingHeaders.Value("grpc-status"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Collect_AMessageInPieces_IsReadWhole()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var call = RawStream.Open(host, RawRequests.Collect);
        foreach (var piece in Collect("国家医学中心").Chunk(3))
        {
            await call.SendAsync(piece);
        }

        call.Complete();
        using var response = await call.Response;
        Assert.Equal(RawRequests.Frame(new CollectResponse { Text = "国家医学中心" }), await response.Content.ReadAsByteArrayAsync());
    }

    public static TheoryData<string, byte[], string> MalformedBodies => new()
    {
        { "half a header", [.. Collect("a"), 0, 0], "13" },
        { "less than stated", [.. Collect("a"), 0, 0, 0, 0, 9, 1], "13" },
        { "compressed without encoding", [.. Collect("a"), 1, 0, 0, 0, 1, 1], "13" },
        { "no message", [.. Collect("a"), 0, 0, 0, 0, 3, 255, 255, 255], "13" },
        { "longer than allowed", [.. Collect("a"), 0, 255, 255, 255, 255, 1], "8" }
    };

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(MalformedBodies))]
    public async Task Collect_MalformedAfterAMessage_EndsWithItsStatus(string what, byte[] body, string status)
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(RawRequests.Collect, body);
        Assert.Equal((what, status), (what, response.Headers.Value("grpc-status")));
        Assert.Empty(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Collect_ReaderThatStops_StopsTheSender()
    {
        var gate = new TaskCompletionSource();
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnCollect = async (requests, _) =>
            {
                Assert.True(await requests.MoveNext());
                await gate.Task;
                return new CollectResponse { Text = $"{1 + await requests.ReadAllAsync().CountAsync()}" };
            }
        });
        using var call = RawStream.Open(host, RawRequests.Collect);
        var frame = RawRequests.Frame(new CollectRequest { Text = new string('a', 100_000) });
        var sent = 0;
        var sending = Task.Run(async () =>
        {
            for (; sent < 200; Interlocked.Increment(ref sent))
            {
                await call.SendAsync(frame);
            }

            call.Complete();
        });
        Assert.InRange(await Steady.WaitAsync(() => Volatile.Read(ref sent)), 1, 40);
        gate.SetResult();
        await sending;
        using var response = await call.Response;
        Assert.Equal(RawRequests.Frame(new CollectResponse { Text = "200" }), await response.Content.ReadAsByteArrayAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Collect_AfterTheEnd_IsStillTheEnd()
    {
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnCollect = async (requests, _) =>
                new CollectResponse { Text = $"{await requests.MoveNext()} {await requests.MoveNext()} {requests.Current is null}" }
        });
        using var response = await host.PostAsync(RawRequests.Collect, []);
        Assert.Equal(RawRequests.Frame(new CollectResponse { Text = "False False True" }), await response.Content.ReadAsByteArrayAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Collect_TwoReadsAtOnce_RefusesTheSecond()
    {
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnCollect = async (requests, context) =>
            {
                var first = requests.MoveNext();
                var second = await Assert.ThrowsAsync<InvalidOperationException>(() => requests.MoveNext());
                await context.WriteResponseHeadersAsync([]);
                return new CollectResponse { Text = $"{second.Message} {await first}" };
            }
        });
        using var call = RawStream.Open(host, RawRequests.Collect);
        using var response = await call.Response;
        await call.SendAsync(Collect("a"));
        call.Complete();
        Assert.Equal("0", (await TrailersAsync(response)).Value("grpc-status"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Collect_ReadAfterTheMethodEnded_IsRefused()
    {
        IAsyncStreamReader<CollectRequest>? kept = null;
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnCollect = (requests, _) =>
            {
                kept = requests;
                return Task.FromResult(new CollectResponse { Text = "early" });
            }
        });
        using var call = RawStream.Open(host, RawRequests.Collect);
        using var response = await call.Response;
        Assert.Equal("0", (await TrailersAsync(response)).Value("grpc-status"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => kept!.MoveNext());
        call.Complete();
    }

    [Fact(Timeout = 30_000)]
    public async Task Collect_CancelledRead_LeavesTheCallAlone()
    {
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnCollect = async (requests, context) =>
            {
                using var source = new CancellationTokenSource();
                var read = requests.MoveNext(source.Token);
                source.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
                await context.WriteResponseHeadersAsync([]);
                return new CollectResponse { Text = $"{await requests.MoveNext()} {requests.Current.Text}" };
            }
        });
        using var call = RawStream.Open(host, RawRequests.Collect, ("grpc-timeout", "20S"));
        using var response = await call.Response;
        await call.SendAsync(Collect("a"));
        call.Complete();
        Assert.Equal(RawRequests.Frame(new CollectResponse { Text = "True a" }), await response.Content.ReadAsByteArrayAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Collect_DeadlineInTheMiddleOfARead_IsExceeded()
    {
        var ended = new TaskCompletionSource<Exception>();
        await using var host = await RpcHost.StartAsync(Recording(ended));
        using var call = RawStream.Open(host, RawRequests.Collect, ("grpc-timeout", "300m"));
        await call.SendAsync(Collect("a"));
        using var response = await call.Response;
        Assert.Equal("4", response.Headers.Value("grpc-status"));
        Assert.IsType<OperationCanceledException>(await ended.Task, exactMatch: false);
        call.Complete();
        Assert.Empty(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Collect_PeerGoneInTheMiddleOfARead_EndsTheRead()
    {
        var ended = new TaskCompletionSource<Exception>();
        await using var host = await RpcHost.StartAsync(Recording(ended));
        using var source = new CancellationTokenSource();
        using var call = RawStream.Open(host, RawRequests.Collect, source.Token);
        await call.SendAsync(Collect("a"));
        source.Cancel();
        Assert.IsType<OperationCanceledException>(await ended.Task, exactMatch: false);
        Assert.Empty(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Collect_NullFromMethod_IsCancelled()
    {
        await using var host = await RpcHost.StartAsync(new Probe { OnCollect = (_, _) => Task.FromResult<CollectResponse>(null!) });
        using var response = await host.PostAsync(RawRequests.Collect, []);
        Assert.Equal("1", response.Headers.Value("grpc-status"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(RawRequests.Collect, "collect")]
    [InlineData(RawRequests.Converse, "converse")]
    public async Task Interceptor_OfAStreamOfRequests_IsRun(string path, string mark)
    {
        await using var host = await RpcHost.StartAsync(new Probe(), options => options.Interceptors.Add<Marking>());
        using var response = await host.PostAsync(path, []);
        Assert.Equal(mark, (await TrailersAsync(response)).Value("mark") ?? response.Headers.Value("mark"));
    }

    private static byte[] Collect(string text) => RawRequests.Frame(new CollectRequest { Text = text });

    private static byte[] Converse(string text) => RawRequests.Frame(new ConverseRequest { Text = text });

    private static async Task<System.Net.Http.Headers.HttpResponseHeaders> TrailersAsync(HttpResponseMessage response)
    {
        await response.Content.ReadAsByteArrayAsync();
        return response.TrailingHeaders;
    }

    private static Probe Recording(TaskCompletionSource<Exception> ended) => new()
    {
        OnCollect = async (requests, _) =>
        {
            try
            {
                Assert.True(await requests.MoveNext());
                await requests.MoveNext();
                return new CollectResponse();
            }
            catch (Exception error)
            {
                ended.SetResult(error);
                throw;
            }
        }
    };

    private sealed class Marking : Interceptor
    {
        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            context.ResponseTrailers.Add("mark", "collect");
            return continuation(requestStream, context);
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            context.ResponseTrailers.Add("mark", "converse");
            return continuation(requestStream, responseStream, context);
        }
    }
}
