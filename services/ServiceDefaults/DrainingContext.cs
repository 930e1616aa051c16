using Grpc.Core;

namespace Indicators.ServiceDefaults;

/// <summary>A call whose token is cancelled when the process stops, too; everything else is the call's own.</summary>
internal sealed class DrainingContext : ServerCallContext
{
    // Where the extension method GetHttpContext looks for the request of a context that is not the server's own.
    private const string HttpContextKey = "__HttpContext";

    private readonly ServerCallContext call;
    private readonly CancellationToken ending;

    public DrainingContext(ServerCallContext call, CancellationToken ending)
    {
        this.call = call;
        this.ending = ending;
        call.UserState[HttpContextKey] = call.GetHttpContext();
    }

    protected override string MethodCore => call.Method;

    protected override string HostCore => call.Host;

    protected override string PeerCore => call.Peer;

    protected override DateTime DeadlineCore => call.Deadline;

    protected override Metadata RequestHeadersCore => call.RequestHeaders;

    protected override CancellationToken CancellationTokenCore => ending;

    protected override Metadata ResponseTrailersCore => call.ResponseTrailers;

    protected override Status StatusCore
    {
        get => call.Status;
        set => call.Status = value;
    }

    protected override WriteOptions? WriteOptionsCore
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    protected override AuthContext AuthContextCore => call.AuthContext;

    protected override IDictionary<object, object> UserStateCore => call.UserState;

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => call.WriteResponseHeadersAsync(responseHeaders);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        call.CreatePropagationToken(options);
}
