using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Indicators.Testing.Rpc.V1;
using Status = Grpc.Core.Status;

namespace Indicators.Foreign;

/// <summary>
/// Does what the caller's metadata say: `probe-status` fails with that code, `probe-wait` waits until the call is given up,
/// `probe-echo` and `probe-echo-bin` come back at the start and at the end, `probe-ask` asks what the server saw.
/// </summary>
internal sealed class Probe : ProbeService.ProbeServiceBase
{
    // Messages of a few bytes only grow by being compressed, and 100,000 compressors take their time.
    private static readonly WriteOptions Plain = new(WriteFlags.NoCompress);

    private int givenUp;

    public override async Task<SayResponse> Say(SayRequest request, ServerCallContext context)
    {
        await ObeyAsync(context);
        return new SayResponse
        {
            Text = context.RequestHeaders.GetValue("probe-ask") switch
            {
                "given-up" => $"{givenUp}",
                "encoding" => $"{context.GetHttpContext().Request.Headers["grpc-encoding"]}",
                _ => request.Text
            }
        };
    }

    public override async Task List(ListRequest request, IServerStreamWriter<ListResponse> responseStream, ServerCallContext context)
    {
        await ObeyAsync(context);
        context.WriteOptions = Plain;
        for (var number = 1; number <= request.Count; number++)
        {
            await responseStream.WriteAsync(new ListResponse { Number = number });
        }
    }

    public override async Task<CollectResponse> Collect(IAsyncStreamReader<CollectRequest> requestStream, ServerCallContext context)
    {
        await ObeyAsync(context);
        var count = 0;
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            if (requestStream.Current.Text != $"{++count}")
            {
                return new CollectResponse { Text = $"{requestStream.Current.Text} came as {count}" };
            }
        }

        return new CollectResponse { Text = $"{count} in order" };
    }

    public override async Task Converse(
        IAsyncStreamReader<ConverseRequest> requestStream, IServerStreamWriter<ConverseResponse> responseStream, ServerCallContext context)
    {
        await ObeyAsync(context);
        context.WriteOptions = Plain;
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            await responseStream.WriteAsync(new ConverseResponse { Text = requestStream.Current.Text });
        }
    }

    private async Task ObeyAsync(ServerCallContext context)
    {
        var echo = new Metadata();
        foreach (var entry in context.RequestHeaders.Where(entry => entry.Key is "probe-echo" or "probe-echo-bin"))
        {
            echo.Add(entry);
            context.ResponseTrailers.Add(entry);
        }

        if (echo.Count > 0)
        {
            await context.WriteResponseHeadersAsync(echo);
        }

        if (context.RequestHeaders.GetValue("probe-wait") is not null)
        {
            await WaitAsync(context.CancellationToken);
        }

        if (context.RequestHeaders.GetValue("probe-status") is { } code)
        {
            Fail(int.Parse(code));
        }
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref givenUp);
            throw;
        }
    }

    // The pinned package calls ErrorInfo.reason by its old name. The texts hold what has to be percent-encoded: Chinese, a percent sign, a line break.
    private static void Fail(int code)
    {
        var message = $"第{code}号：100% “{(StatusCode)code}”\nnext";
        var details = new Google.Rpc.Status
        {
            Code = code,
            Message = message,
            Details = { Any.Pack(new ErrorInfo { Type = $"reason_{code}", Domain = "probe" }) }
        };
        var trailers = new Metadata { { "probe-bytes-bin", [0, 1, 254, 255] }, { "grpc-status-details-bin", details.ToByteArray() } };
        throw new RpcException(new Status((StatusCode)code, message), trailers);
    }
}
