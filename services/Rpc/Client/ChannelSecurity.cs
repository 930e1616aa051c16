using Grpc.Core;

namespace Grpc.Client;

/// <summary>Takes credentials apart.</summary>
internal static class ChannelSecurity
{
    /// <summary>The call credentials among a channel's; refuses credentials that contradict the scheme of the address.</summary>
    public static IReadOnlyList<CallCredentials> Check(ChannelCredentials? credentials, bool isSecure)
    {
        var reader = new ChannelReader(isSecure);
        credentials?.InternalPopulateConfiguration(reader, reader);
        return reader.CallCredentials;
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

    private sealed class ChannelReader(bool isSecure) : ChannelCredentialsConfiguratorBase
    {
        public List<CallCredentials> CallCredentials { get; } = [];

        public override void SetInsecureCredentials(object state)
        {
            if (isSecure)
            {
                throw new InvalidOperationException("ChannelCredentials.Insecure needs an address that begins with http://.");
            }
        }

        public override void SetSslCredentials(
            object state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback)
        {
            if (!isSecure)
            {
                throw new InvalidOperationException("SslCredentials need an address that begins with https://.");
            }

            if (rootCertificates is not null)
            {
                throw new InvalidOperationException("Certificates are set on the HttpHandler of the channel's options.");
            }
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
