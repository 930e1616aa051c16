using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Client;

/// <summary>
/// One request or a stream of them, a stream of responses. Only what is asked for is read: the unread fill the window and stop the server.
/// </summary>
internal sealed class StreamingResponseCall<TRequest, TResponse>(
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
    private int reading;

    public TResponse Current => current ?? throw new InvalidOperationException("There is no current message.");

    // Reading is the caller's, who may be behind: only a response that never began is known to have ended.
    protected override Task Ending => opening!;

    public void Start(TRequest request) => Open(() => CreateContent(request, method.RequestMarshaller));

    public RequestStream<TRequest> StartStream()
    {
        var content = new StreamContent();
        var requests = CreateRequestStream(content, method.RequestMarshaller);
        Open(() => content);
        return requests;
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        EnsureNotDisposed();
        if (Interlocked.Exchange(ref reading, 1) == 1)
        {
            throw new InvalidOperationException("Can't read the next message because the previous read is still in progress.");
        }

        try
        {
            if (HasEnded)
            {
                return HasSucceeded ? false : throw Failure();
            }

            using var registration = cancellationToken.UnsafeRegister(static state => ((ClientCall)state!).Cancel(), this);
            current = null;
            current = await ReadAsync().ConfigureAwait(false);
            return current is not null;
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }
    }

    private void Open(Func<CallContent> create)
    {
        opening = OpenAsync(create);
        abandonment = CancellationToken.UnsafeRegister(static state => ((StreamingResponseCall<TRequest, TResponse>)state!).Abandon(), this);
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

            var succeeded = End(response);
            Close(response);
            return succeeded ? null : throw Failure();
        }
        catch (Exception error)
        {
            var failure = Fail(error);
            Close(opening is { IsCompletedSuccessfully: true } ? opening.Result : null);
            throw failure;
        }
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
        Fail(new OperationCanceledException(CancellationToken));

        // The response may be on its way from the handler: then it is closed when it is here.
        opening!.ContinueWith(
            static opened => opened.Result.Dispose(),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        CleanUp();
    }
}
