using Grpc.Core;
using Grpc.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Grpc.Server;

/// <summary>The course of a call that every shape shares: admit, run, end with one status, clean up.</summary>
internal abstract class CallHandler<TRequest, TResponse>(Method<TRequest, TResponse> method, MethodSettings settings)
    where TRequest : class
    where TResponse : class
{
    private readonly Func<DeserializationContext, TRequest> deserialize = method.RequestMarshaller.ContextualDeserializer;
    private readonly Action<TResponse, SerializationContext> serialize = method.ResponseMarshaller.ContextualSerializer;

    public Task HandleAsync(HttpContext http)
    {
        if (Refusal.OfTransport(http) is { } refusal)
        {
            return refusal;
        }

        var call = new ServerCall(http, method, settings);
        if (!call.TryStart())
        {
            call.WriteStatus(call.Status);
            return Task.CompletedTask;
        }

        return call.TimeLimit is { } limit ? RunWithinAsync(limit, call) : RunAsync(call);
    }

    /// <summary>Runs the method; returns its response where the shape has a single one.</summary>
    protected abstract ValueTask<TResponse?> InvokeAsync(ServerCall call);

    protected ValueTask<TRequest> ReadRequestAsync(ServerCall call)
    {
        var body = call.Http.Request.BodyReader;
        return RequestReader.ReadSingleAsync(body, deserialize, Rules(call), call.TimeLimit?.CancellationToken ?? default);
    }

    protected IAsyncStreamReader<TRequest> OpenRequests(ServerCall call)
    {
        // A client may be silent for as long as it likes between two messages; keep-alive and the deadline tell whether it is still there.
        if (call.Http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        return new RequestStream<TRequest>(call, deserialize, Rules(call));
    }

    protected IServerStreamWriter<TResponse> OpenResponses(ServerCall call) =>
        new ResponseStream<TResponse>(call, (message, options) => WriteMessage(call, message, options));

    protected static RpcException NoMessage() => new(new Status(StatusCode.Cancelled, "No message returned from method."));

    private FrameRules Rules(ServerCall call) =>
        new(settings.MaxReceiveMessageSize, call.Http.Request.Headers.GrpcEncoding, settings.Compressions, StatusCode.Unimplemented);

    private int WriteMessage(ServerCall call, TResponse message, WriteOptions? options)
    {
        var target = call.Http.Response.BodyWriter;
        var limit = settings.MaxSendMessageSize;
        var written = call.Compression is { } compression && (options?.Flags & WriteFlags.NoCompress) != WriteFlags.NoCompress
            ? CompressedFrame.Write(target, message, serialize, limit, compression)
            : FrameWriter.Write(target, message, serialize, limit);
        call.HasStarted = true;
        return written;
    }

    private async Task RunAsync(ServerCall call)
    {
        TResponse? response = null;
        Status status;
        try
        {
            response = await InvokeAsync(call);
            status = call.Status;
        }
        catch (Exception error)
        {
            status = Failure.ToStatus(error, call);
        }

        if (call.PendingWrite is { IsCompleted: false } write)
        {
            await write.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (call.TryEnd(out _))
        {
            End(call, response, status);
        }

        await call.CleanUpAsync();
    }

    private void End(ServerCall call, TResponse? response, Status status)
    {
        if (response is not null && status.StatusCode == StatusCode.OK)
        {
            try
            {
                WriteMessage(call, response, call.WriteOptions);
            }
            catch (Exception error)
            {
                status = Failure.ToStatus(error, call);
            }
        }

        call.WriteStatus(status);
    }

    // A handler that does not look at its token must not keep the caller waiting: the response ends now, the handler in its own time.
    private async Task RunWithinAsync(CallDeadline limit, ServerCall call)
    {
        var run = RunAsync(call);
        await Task.WhenAny(run, limit.Fired);
        if (!run.IsCompleted && call.TryEnd(out var duringWrite))
        {
            settings.Logger.DeadlineExceeded(method.FullName);
            if (duringWrite)
            {
                call.Http.Features.Get<IHttpResetFeature>()?.Reset(GrpcProtocol.Http2Cancel);
            }
            else
            {
                call.WriteStatusAlone(Failure.DeadlineExceeded);
                await call.Http.Response.CompleteAsync();
            }
        }

        await run;
    }
}
