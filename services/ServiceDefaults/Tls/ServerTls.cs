using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Indicators.ServiceDefaults.Tls;

/// <summary>TLS of the gRPC ports, with the certificates that the files hold at each handshake.</summary>
internal sealed class ServerTls
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly TlsSettings settings;
    private readonly CertificateFiles<SslServerAuthenticationOptions> files;

    public ServerTls(TlsSettings settings, ILogger logger)
    {
        this.settings = settings;
        string[] paths = [settings.Certificate, settings.Key, settings.ClientAuthority];
        files = new(Array.FindAll(paths, path => path.Length > 0), Load, logger);
        _ = files.Current; // files that cannot be read end the start, not the first call
    }

    public void Configure(ListenOptions listen) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        OnConnection = _ => ValueTask.FromResult(files.Current),

        // A peer that says nothing holds its connection no longer than this.
        HandshakeTimeout = TimeSpan.FromSeconds(10),
    });

    private SslServerAuthenticationOptions Load()
    {
        var certificate = X509Certificate2.CreateFromPemFile(settings.Certificate, settings.Key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(settings.Certificate);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (settings.ClientAuthority.Length > 0)
        {
            options.ClientCertificateRequired = true;
            options.CertificateChainPolicy = Trust(settings.ClientAuthority);

            // A session that is taken up again is not checked again: after a change of authority that would let old clients in.
            options.AllowTlsResume = false;
        }

        return options;
    }

    // Certificates of this authority alone: those that the machine trusts say nothing about who may call.
    private static X509ChainPolicy Trust(string authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck, // an authority of one's own has no list; it is replaced instead
            ApplicationPolicy = { new Oid(ClientAuthentication) },
        };
        policy.CustomTrustStore.ImportFromPemFile(authority);
        return policy;
    }
}
