using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Protocol;

namespace Grpc.Client;

/// <summary>One call at the client: its time limit, its cancellation, its response and how it ended.</summary>
internal abstract class ClientCall(GrpcChannel channel, IMethod method, string? host, CallOptions options)
{
    public static readonly Func<object, Task<Metadata>> ResponseHeaders = state => ((ClientCall)state).GetHeadersAsync();
    public static readonly Func<object, Status> FinalStatus = state => ((ClientCall)state).Ended().Status;
    public static readonly Func<object, Metadata> FinalTrailers = state => ((ClientCall)state).Ended().Trailers;
    public static readonly Action<object> DisposeCall = state => ((ClientCall)state).Dispose();

    private static readonly TimeSpan PickPause = TimeSpan.FromMilliseconds(10);

    private readonly CallTime time = new(options, channel.Disposed);
    private Task<HttpResponseMessage>? opening;
    private Task<Metadata>? headers;
    private CallContent? content;
    private volatile Outcome? outcome;
    private volatile bool disposed;

    public CancellationToken CancellationToken => time.Token;

    public bool HasEnded => outcome is not null;

    protected bool HasSucceeded => outcome is { Status.StatusCode: StatusCode.OK };

    /// <summary>Ends when no more can be learnt of the end of the call without its caller.</summary>
    protected abstract Task Ending { get; }

    public void Cancel() => time.Cancel();

    public void EnsureNotDisposed() => ObjectDisposedException.ThrowIf(disposed, this);

    /// <summary>What a use of the ended call throws; a success throws its status too, as a write after it is no success.</summary>
    public Exception Failure()
    {
        var (status, trailers) = outcome!;
        return channel.Options.ThrowOperationCanceledOnCancellation && time.IsCancelled
            && status.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded
            ? new OperationCanceledException(status.Detail, new RpcException(status, trailers), CancellationToken)
            : new RpcException(status, trailers);
    }

    /// <summary>Whether a write failed because the call stopped, or its connection, and not by its own message.</summary>
    public bool IsStopped(Exception error) =>
        error is OperationCanceledException or IOException or HttpRequestException || HasEnded || time.IsCancelled;

    /// <summary>What a write throws that the end of the call, at either side, has interrupted.</summary>
    public async ValueTask<Exception> FailWriteAsync(Exception error)
    {
        if (time.IsCancelled)
        {
            return Fail(error);
        }

        await Ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return HasEnded ? Failure() : new RpcException(error is OperationCanceledException
            ? new Status(StatusCode.Cancelled, "The server takes no more messages.", error)
            : TransportFailure.ToStatus(error));
    }

    /// <summary>Sends the request and waits for the response's headers.</summary>
    protected Task<HttpResponseMessage> OpenAsync(Func<CallContent> create) => opening ??= SendAsync(create);

    protected RequestContent CreateContent<T>(T request, Marshaller<T> marshaller) =>
        RequestContent.Create(request, new MessageWriter<T>(channel, marshaller, options), options.WriteOptions);

    protected RequestStream<T> CreateRequestStream<T>(StreamContent body, Marshaller<T> marshaller) =>
        new(this, body, new MessageWriter<T>(channel, marshaller, options), options.WriteOptions);

    protected ResponseFrames CreateFrames(HttpResponseMessage response, Stream body)
    {
        var encoding = response.Headers.NonValidated.TryGetValues(GrpcProtocol.EncodingHeader, out var value) ? value.ToString() : null;
        return new ResponseFrames(body, new FrameRules(channel.Options.MaxReceiveMessageSize, encoding, channel.Compressions, StatusCode.Internal));
    }

    /// <summary>
    /// Ends the call with the status after the last message, from the trailers or from the headers of a response without a message; false for a failure.
    /// </summary>
    protected bool End(HttpResponseMessage response, bool lacksMessage = false)
    {
        var isTrailersOnly = ResponseStatus.Read(response.Headers) is not null;
        var source = isTrailersOnly ? response.Headers : response.TrailingHeaders;
        var status = ResponseStatus.Read(source) ?? new Status(StatusCode.Cancelled, "No grpc-status found on response.");
        if (lacksMessage && status.StatusCode == StatusCode.OK)
        {
            status = new Status(StatusCode.Internal, "The server answered OK without a message.");
        }

        End(status, ResponseStatus.ReadMetadata(source));
        return HasSucceeded;
    }

    /// <summary>Ends the call with what an exception means, unless it ended before.</summary>
    protected Exception Fail(Exception error)
    {
        if (!HasEnded)
        {
            channel.Logger.RequestFailed(method.FullName, error);
            var failure = error as RpcException;
            var status = time.HasPassed ? new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded", error)
                : time.IsCancelled ? new Status(StatusCode.Cancelled, "Call canceled by the client.", error)
                : failure?.Status ?? TransportFailure.ToStatus(error);
            End(status, failure?.Trailers ?? []);
        }

        return Failure();
    }

    protected void CleanUp()
    {
        time.Dispose();
        content?.Release();
    }

    // The first to end a call says how it ended: the reader, its caller and the deadline may come together.
    private void End(Status status, Metadata trailers) => Interlocked.CompareExchange(ref outcome, new Outcome(status, trailers), null);

    private void Dispose()
    {
        disposed = true;
        Cancel();

        // Who disposes a call has no use for its failure any more.
        Ending.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task<HttpResponseMessage> SendAsync(Func<CallContent> create)
    {
        try
        {
            var remaining = time.Start();
            content = create();
            var metadata = await AddCredentialsAsync().ConfigureAwait(false);
            while (true)
            {
                var address = await channel.PickAsync(options.IsWaitForReady, CancellationToken).ConfigureAwait(false);
                var request = RequestFactory.Create(address, method, host, metadata, remaining, channel.Compressions.AcceptEncoding, content);
                try
                {
                    return Check(await channel.SendAsync(request, CancellationToken).ConfigureAwait(false));
                }
                catch (HttpRequestException error) when (MayPickAgain(error))
                {
                    await Task.Delay(PickPause, CancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error)
        {
            var failure = Fail(error);
            CleanUp();
            throw failure;
        }
    }

    // The connection went between the pick and the request, of which nothing was sent: who waits for a connection waits for the next one.
    private bool MayPickAgain(HttpRequestException error) =>
        options.IsWaitForReady && channel.HasConnections && error.HttpRequestError == HttpRequestError.ConnectionError && !time.IsCancelled;

    // A call that failed before its first message has ended, whether or not somebody reads.
    private HttpResponseMessage Check(HttpResponseMessage response)
    {
        var stated = ResponseStatus.Read(response.Headers);
        if (stated is null && ResponseStatus.OfForeign(response) is { } fault)
        {
            response.Dispose();
            throw new RpcException(fault);
        }

        if (stated is { StatusCode: not StatusCode.OK })
        {
            End(response);
            response.Dispose();
            CleanUp();
        }

        return response;
    }

    private ValueTask<Metadata?> AddCredentialsAsync()
    {
        if (options.Credentials is null && channel.CallCredentials.Count == 0)
        {
            return ValueTask.FromResult(options.Headers);
        }

        if (!channel.IsSecure && !channel.Options.UnsafeUseInsecureChannelCallCredentials)
        {
            channel.Logger.CredentialsWithheld(method.FullName);
            return ValueTask.FromResult(options.Headers);
        }

        return AskCredentialsAsync();
    }

    private async ValueTask<Metadata?> AskCredentialsAsync()
    {
        Metadata metadata = [.. options.Headers ?? []];
        var service = new Uri(channel.ServiceRoot, $"/{method.ServiceName}").ToString();
        var context = new AuthInterceptorContext(service, method.Name, CancellationToken);
        IEnumerable<CallCredentials> own = options.Credentials is null ? [] : [options.Credentials];
        foreach (var credentials in own.Concat(channel.CallCredentials))
        {
            await ChannelSecurity.ApplyAsync(credentials, context, metadata).ConfigureAwait(false);
        }

        return metadata;
    }

    private Task<Metadata> GetHeadersAsync() => headers ??= ReadHeadersAsync();

    private async Task<Metadata> ReadHeadersAsync()
    {
        try
        {
            return ResponseStatus.ReadMetadata((await opening!.ConfigureAwait(false)).Headers);
        }
        catch (Exception error)
        {
            throw Fail(error);
        }
    }

    private Outcome Ended() =>
        outcome ?? throw new InvalidOperationException("The call has not ended; its status and trailers are not known yet.");

    private sealed record Outcome(Status Status, Metadata Trailers);
}
