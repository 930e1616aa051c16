using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Indicators.ServiceDefaults.Tls;

/// <summary>TLS towards the gRPC ports of the suite, with the certificates that the files hold at each handshake.</summary>
public static class ClientTls
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>
    /// Lets a handler show the suite's certificate and trust its authorities; nothing where the suite speaks clear text. A certificate that an
    /// intermediate signed needs that intermediate in the peer's authorities: a client shows its own certificate alone.
    /// </summary>
    /// <param name="handler">A handler that has sent nothing yet.</param>
    /// <param name="settings">The files.</param>
    /// <param name="logger">Told of files that cannot be read after a change.</param>
    /// <returns>The same handler.</returns>
    public static SocketsHttpHandler Secure(this SocketsHttpHandler handler, TlsSettings settings, ILogger logger)
    {
        if (!settings.IsOn)
        {
            return handler;
        }

        var own = new CertificateFiles<X509Certificate2>(
            [settings.Certificate, settings.Key], () => X509Certificate2.CreateFromPemFile(settings.Certificate, settings.Key), logger);
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => own.Current;
        if (settings.Authority.Length > 0)
        {
            var trust = new CertificateFiles<X509Certificate2Collection>([settings.Authority], () => Read(settings.Authority), logger);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, chain, errors) => IsTrusted(shown, chain, errors, trust.Current);
        }

        return handler;
    }

    private static X509Certificate2Collection Read(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities;
    }

    // The name was checked before; who signed it is checked here, against these authorities alone.
    private static bool IsTrusted(X509Certificate? shown, X509Chain? sent, SslPolicyErrors errors, X509Certificate2Collection authorities)
    {
        const SslPolicyErrors others = SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable;
        if ((errors & others) != 0 || shown is not X509Certificate2 certificate)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // an authority of one's own has no list; it is replaced instead
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        return chain.Build(certificate);
    }
}
