using Google.Protobuf;
using Grpc.Core;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

public sealed class ServerStreamingTests
{
    [Theory(Timeout = 30_000)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    public async Task Stream_OfMessages_ArrivesWholeAndInOrder(int count)
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var call = host.Client.List(new ListRequest { Count = count });
        var numbers = new List<int>();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            numbers.Add(response.Number);
        }

        Assert.Equal(Enumerable.Range(1, count), numbers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Stream_FirstMessage_ArrivesBeforeTheMethodEnds()
    {
        var gate = new TaskCompletionSource();
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnList = async (_, responses, _) =>
            {
                await responses.WriteAsync(new ListResponse { Number = 1 });
                await gate.Task;
            }
        });
        using var call = host.Client.List(new ListRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal(1, call.ResponseStream.Current.Number);
        gate.SetResult();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact(Timeout = 30_000)]
    public async Task Stream_ReaderThatStops_StopsTheProducer()
    {
        var written = 0;
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnList = async (request, responses, _) =>
            {
                var filling = ByteString.CopyFrom(new byte[100_000]);
                for (var number = 1; number <= request.Count; number++)
                {
                    await responses.WriteAsync(new ListResponse { Number = number, Filling = filling });
                    Interlocked.Increment(ref written);
                }
            }
        });
        using var call = host.Client.List(new ListRequest { Count = 2_000 });
        Assert.True(await call.ResponseStream.MoveNext());
        var halted = await Steady.WaitAsync(() => Volatile.Read(ref written));
        Assert.InRange(halted, 1, 500);

        var rest = await call.ResponseStream.ReadAllAsync().CountAsync();
        Assert.Equal(1_999, rest);
    }

    [Fact(Timeout = 30_000)]
    public async Task Stream_BufferedWrites_ArriveWhenTheMethodEnds()
    {
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnList = async (request, responses, _) =>
            {
                responses.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
                for (var number = 1; number <= request.Count; number++)
                {
                    await responses.WriteAsync(new ListResponse { Number = number });
                }
            }
        });
        using var call = host.Client.List(new ListRequest { Count = 30_000 });
        Assert.Equal(30_000, await call.ResponseStream.ReadAllAsync().CountAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Stream_FailureAfterMessages_ArrivesAfterThem()
    {
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnList = async (_, responses, _) =>
            {
                await responses.WriteAsync(new ListResponse { Number = 1 });
                throw new RpcException(new Status(StatusCode.DataLoss, "gone"), [new Metadata.Entry("left", "2")]);
            }
        });
        using var call = host.Client.List(new ListRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal((StatusCode.DataLoss, "gone"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal("2", call.GetTrailers().GetValue("left"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Stream_WriteAfterTheMethodEnded_IsRefused()
    {
        IServerStreamWriter<ListResponse>? kept = null;
        await using var host = await RpcHost.StartAsync(new Probe
        {
            OnList = (_, responses, _) =>
            {
                kept = responses;
                return Task.CompletedTask;
            }
        });
        using var call = host.Client.List(new ListRequest());
        Assert.False(await call.ResponseStream.MoveNext());
        await Assert.ThrowsAsync<InvalidOperationException>(() => kept!.WriteAsync(new ListResponse()));
    }
}
