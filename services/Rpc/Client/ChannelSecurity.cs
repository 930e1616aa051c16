using Grpc.Core;

namespace Grpc.Client;

/// <summary>Takes credentials apart.</summary>
internal static class ChannelSecurity
{
    /// <summary>
    /// Whether the channel uses TLS and the call credentials among a channel's; refuses credentials that contradict the scheme of the address.
    /// </summary>
    public static (bool IsSecure, IReadOnlyList<CallCredentials> CallCredentials) Check(
        ChannelCredentials? credentials, Uri address, bool allowsInsecureCalls)
    {
        if (credentials is null)
        {
            return address.Scheme == Uri.UriSchemeHttps ? (true, [])
                : address.Scheme == Uri.UriSchemeHttp ? (false, [])
                : throw new InvalidOperationException(
                    $"The address '{address}' does not tell whether to use TLS: set GrpcChannelOptions.Credentials to ChannelCredentials.SecureSsl or ChannelCredentials.Insecure.");
        }

        var reader = new ChannelReader();
        credentials.InternalPopulateConfiguration(reader, reader);
        if (!reader.IsSecure && !allowsInsecureCalls && reader.CallCredentials.Count > 0)
        {
            throw new InvalidOperationException("CallCredentials are composed with channel credentials that are secure, such as SslCredentials.");
        }

        var contradicted = reader.IsSecure ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        return address.Scheme != contradicted
            ? (reader.IsSecure, reader.CallCredentials)
            : throw new InvalidOperationException($"{(reader.IsSecure ? "SslCredentials" : "ChannelCredentials.Insecure")} cannot be used with the address '{address}'.");
    }

    /// <summary>Lets credentials add their metadata.</summary>
    public static async Task ApplyAsync(CallCredentials credentials, AuthInterceptorContext context, Metadata metadata)
    {
        var reader = new CallReader();
        credentials.InternalPopulateConfiguration(reader, reader);
        foreach (var interceptor in reader.Interceptors)
        {
            await interceptor(context, metadata).ConfigureAwait(false);
        }
    }

    private sealed class ChannelReader : ChannelCredentialsConfiguratorBase
    {
        public bool IsSecure { get; private set; }

        public List<CallCredentials> CallCredentials { get; } = [];

        public override void SetInsecureCredentials(object state) => IsSecure = false;

        public override void SetSslCredentials(
            object state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback)
        {
            if (rootCertificates is not null || keyCertificatePair is not null || verifyPeerCallback is not null)
            {
                throw new InvalidOperationException("Certificates are set on the HttpHandler of the channel's options, not on SslCredentials.");
            }

            IsSecure = true;
        }

        public override void SetCompositeCredentials(object state, ChannelCredentials channelCredentials, CallCredentials callCredentials)
        {
            channelCredentials.InternalPopulateConfiguration(this, state);
            CallCredentials.Add(callCredentials);
        }
    }

    private sealed class CallReader : CallCredentialsConfiguratorBase
    {
        public List<AsyncAuthInterceptor> Interceptors { get; } = [];

        public override void SetAsyncAuthInterceptorCredentials(object state, AsyncAuthInterceptor interceptor) =>
            Interceptors.Add(interceptor);

        public override void SetCompositeCredentials(object state, IReadOnlyList<CallCredentials> credentials)
        {
            foreach (var part in credentials)
            {
                part.InternalPopulateConfiguration(this, state);
            }
        }
    }
}
