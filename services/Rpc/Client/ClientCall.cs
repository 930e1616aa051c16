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

    private readonly CallTime time = new(options, channel.Disposed);
    private Task<HttpResponseMessage>? opening;
    private Task<Metadata>? headers;
    private RequestContent? content;
    private volatile Outcome? outcome;

    protected GrpcChannel Channel => channel;

    protected CancellationToken CancellationToken => time.Token;

    protected bool HasEnded => outcome is not null;

    /// <summary>Cancels the call if it has not ended.</summary>
    public virtual void Dispose() => time.Cancel();

    /// <summary>Sends the request and waits for the response's headers.</summary>
    protected Task<HttpResponseMessage> OpenAsync(Func<RequestContent> serialize) => opening ??= SendAsync(serialize);

    protected ResponseFrames CreateFrames(HttpResponseMessage response, Stream body)
    {
        var encoding = response.Headers.NonValidated.TryGetValues(GrpcProtocol.EncodingHeader, out var value) ? value.ToString() : null;
        return new ResponseFrames(body, new FrameRules(channel.Options.MaxReceiveMessageSize, encoding, StatusCode.Internal));
    }

    /// <summary>The status after the last message: from the trailers, or from the headers of a response without a message.</summary>
    protected RpcException? End(HttpResponseMessage response, bool lacksMessage = false)
    {
        var isTrailersOnly = ResponseStatus.Read(response.Headers) is not null;
        var source = isTrailersOnly ? response.Headers : response.TrailingHeaders;
        var status = ResponseStatus.Read(source) ?? new Status(StatusCode.Cancelled, "No grpc-status found on response.");
        if (lacksMessage && status.StatusCode == StatusCode.OK)
        {
            status = new Status(StatusCode.Internal, "The server answered OK without a message.");
        }

        return End(status, ResponseStatus.ReadMetadata(source));
    }

    /// <summary>Ends the call with what an exception means.</summary>
    protected Exception Fail(Exception error)
    {
        var failure = outcome is { } ended ? new RpcException(ended.Status, ended.Trailers) : ToFailure(error);
        channel.Logger.RequestFailed(method.FullName, error);
        return channel.Options.ThrowOperationCanceledOnCancellation && time.IsCancelled
            ? new OperationCanceledException(failure.Status.Detail, failure, CancellationToken)
            : failure;
    }

    /// <summary>Records how the call ended, once; null for success.</summary>
    protected RpcException? End(Status status, Metadata trailers)
    {
        outcome ??= new Outcome(status, trailers);
        return status.StatusCode == StatusCode.OK ? null : new RpcException(status, trailers);
    }

    protected void CleanUp()
    {
        time.Dispose();
        content?.Release();
    }

    private RpcException ToFailure(Exception error)
    {
        var failure = error as RpcException;
        var status = time.HasPassed ? new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded", error)
            : time.IsCancelled ? new Status(StatusCode.Cancelled, "Call canceled by the client.", error)
            : failure?.Status ?? TransportFailure.ToStatus(error);
        var trailers = failure?.Trailers ?? [];
        return End(status, trailers) ?? new RpcException(status, trailers);
    }

    private async Task<HttpResponseMessage> SendAsync(Func<RequestContent> serialize)
    {
        var remaining = time.Start();
        content = serialize();
        var metadata = await AddCredentialsAsync().ConfigureAwait(false);
        var request = RequestFactory.Create(channel, method, host, metadata, remaining, content);
        var response = await channel.SendAsync(request, CancellationToken).ConfigureAwait(false);
        if (ResponseStatus.Read(response.Headers) is null && ResponseStatus.OfForeign(response) is { } fault)
        {
            response.Dispose();
            throw new RpcException(fault);
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
        var service = new Uri(channel.AddressOf(method), $"/{method.ServiceName}").ToString();
        var context = new AuthInterceptorContext(service, method.Name, CancellationToken);
        IEnumerable<CallCredentials> own = options.Credentials is null ? [] : [options.Credentials];
        foreach (var credentials in channel.CallCredentials.Concat(own))
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
