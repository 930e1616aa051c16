using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Protocol;

namespace Grpc.Server;

/// <summary>The stream of requests, read one message at a time and only when asked: until then the client's window stays closed.</summary>
internal sealed class RequestStream<T>(ServerCall call, Func<DeserializationContext, T> deserialize, FrameRules rules) : IAsyncStreamReader<T>
    where T : class
{
    // Taken here, since a read may outlive the request, whose features are given to another one then.
    private readonly PipeReader body = call.Http.Request.BodyReader;
    private RpcException? failure;
    private T? current;
    private int isReading;

    public T Current => current!;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<bool>(cancellationToken);
        }

        if (call.HasEnded)
        {
            return Task.FromException<bool>(call.TimeLimit is { HasFired: true }
                ? new ClientGoneException("Can't read messages because the deadline passed.")
                : new InvalidOperationException("Can't read messages after the request is complete."));
        }

        if (failure is not null)
        {
            return Task.FromException<bool>(failure);
        }

        return Interlocked.Exchange(ref isReading, 1) == 0
            ? ReadAsync(cancellationToken)
            : Task.FromException<bool>(
                new InvalidOperationException("Can't read the next message because the previous read is still in progress."));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var ofCall = call.TimeLimit?.CancellationToken ?? default;
        using var linked = cancellationToken.CanBeCanceled && ofCall.CanBeCanceled && cancellationToken != ofCall
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ofCall)
            : null;
        try
        {
            current = null;
            var token = linked?.Token ?? (cancellationToken.CanBeCanceled ? cancellationToken : ofCall);
            current = await RequestReader.ReadNextAsync(body, deserialize, rules, token);
            return current is not null;
        }
        catch (RpcException error)
        {
            failure = error;
            throw;
        }
        finally
        {
            Volatile.Write(ref isReading, 0);
        }
    }
}
