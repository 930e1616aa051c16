namespace Grpc.Core;

/// <summary>Adds metadata that identifies the caller to a request.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);

/// <summary>The call that credentials are asked for.</summary>
public class AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
{
    /// <summary>A call that cannot be cancelled.</summary>
    public AuthInterceptorContext(string serviceUrl, string methodName)
        : this(serviceUrl, methodName, CancellationToken.None)
    {
    }

    /// <summary>Address of the service.</summary>
    public string ServiceUrl { get; } = serviceUrl;

    /// <summary>The method's name without its service.</summary>
    public string MethodName { get; } = methodName;

    /// <summary>Cancelled with the call.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}

/// <summary>Credentials of single calls; sent over TLS only.</summary>
public abstract class CallCredentials
{
    /// <summary>Credentials that add metadata to the request.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) =>
        new InterceptorCredentials(interceptor ?? throw new ArgumentNullException(nameof(interceptor)));

    /// <summary>Several credentials applied in order; at least two.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials) => new ComposedCredentials(credentials);

    /// <summary>Tells a transport what the credentials consist of.</summary>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object state);

    private sealed class InterceptorCredentials(AsyncAuthInterceptor interceptor) : CallCredentials
    {
        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object state) =>
            configurator.SetAsyncAuthInterceptorCredentials(state, interceptor);
    }

    private sealed class ComposedCredentials(CallCredentials[] parts) : CallCredentials
    {
        private readonly CallCredentials[] parts = parts is { Length: > 1 }
            ? [.. parts]
            : throw new ArgumentException("Compose takes at least two credentials.", nameof(parts));

        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object state) =>
            configurator.SetCompositeCredentials(state, parts);
    }
}

/// <summary>Learns what call credentials consist of.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    /// <summary>Several credentials applied in order.</summary>
    public abstract void SetCompositeCredentials(object state, IReadOnlyList<CallCredentials> credentials);

    /// <summary>A function that adds metadata.</summary>
    public abstract void SetAsyncAuthInterceptorCredentials(object state, AsyncAuthInterceptor interceptor);
}
