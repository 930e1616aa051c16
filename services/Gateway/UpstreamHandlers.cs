using System.Net;
using Indicators.ServiceDefaults.Tls;

namespace Indicators.Gateway;

/// <summary>How the gateway connects to the services: for its own calls and for those that it hands on.</summary>
internal sealed class UpstreamHandlers(TlsSettings tls, ILogger logger)
{
    public SocketsHttpHandler Create()
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(2),

            // A machine that is gone without a word is noticed while calls wait for it.
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromSeconds(60),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
        };
        return handler.Secure(tls, logger);
    }
}
