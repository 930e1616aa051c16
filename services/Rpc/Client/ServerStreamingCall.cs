using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Client;

/// <summary>One request, a stream of responses. Only what is asked for is read: the unread fill the window and stop the server.</summary>
internal sealed class ServerStreamingCall<TRequest, TResponse>(
    GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options)
    : ClientCall(channel, method, host, options), IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private readonly Func<DeserializationContext, TResponse> deserialize = method.ResponseMarshaller.ContextualDeserializer;
    private Task<HttpResponseMessage>? opening;
    private CancellationTokenRegistration abandonment;
    private ResponseFrames? frames;
    private TResponse? current;
    private Exception? failure;
    private int reading;

    public TResponse Current => current ?? throw new InvalidOperationException("There is no current message.");

    public void Start(TRequest request)
    {
        opening = OpenAsync(
            () => RequestContent.Create(request, method.RequestMarshaller.ContextualSerializer, Channel.Options.MaxSendMessageSize));
        abandonment = CancellationToken.UnsafeRegister(static state => ((ServerStreamingCall<TRequest, TResponse>)state!).Abandon(), this);
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref reading, 1) == 1)
        {
            throw new InvalidOperationException("Can't read the next message because the previous read is still in progress.");
        }

        try
        {
            if (HasEnded)
            {
                return failure is null ? false : throw failure;
            }

            using var registration = cancellationToken.UnsafeRegister(static state => ((ClientCall)state!).Dispose(), this);
            current = null;
            current = await ReadAsync().ConfigureAwait(false);
            return current is not null;
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }
    }

    private async ValueTask<TResponse?> ReadAsync()
    {
        try
        {
            var response = await opening!.ConfigureAwait(false);
            frames ??= CreateFrames(response, await response.Content.ReadAsStreamAsync(CancellationToken).ConfigureAwait(false));
            CancellationToken.ThrowIfCancellationRequested();
            if (await frames.ReadAsync(deserialize, CancellationToken).ConfigureAwait(false) is { } message)
            {
                return message;
            }

            failure = End(response);
            Close(response);
        }
        catch (Exception error)
        {
            failure = Fail(error);
            Close(opening is { IsCompletedSuccessfully: true } ? opening.Result : null);
        }

        return failure is null ? null : throw failure;
    }

    private void Close(HttpResponseMessage? response)
    {
        abandonment.Dispose();
        frames?.Dispose();
        response?.Dispose();
        CleanUp();
    }

    // Nobody may be reading when the call is cancelled, or ever again: closing the response tells the server at once, and the channel lets go of the call.
    private void Abandon()
    {
        if (opening is { IsCompletedSuccessfully: true })
        {
            opening.Result.Dispose();
        }

        CleanUp();
    }
}
