using Microsoft.Extensions.Configuration;

namespace Indicators.ServiceDefaults.Tls;

/// <summary>The certificate files of the suite, all PEM; they may be replaced while the suite runs.</summary>
/// <param name="Certificate">Certificate of every gRPC port, with what leads to its authority; "" is no TLS.</param>
/// <param name="Key">Its private key, not encrypted.</param>
/// <param name="ClientAuthority">Authorities of client certificates, which every gRPC port then requires; "" requires none.</param>
/// <param name="Authority">Authorities that clients of the suite trust; "" is those of the machine.</param>
public sealed record TlsSettings(string Certificate, string Key, string ClientAuthority, string Authority)
{
    /// <summary>Whether the gRPC ports speak TLS.</summary>
    public bool IsOn => Certificate.Length > 0;

    /// <summary>Reads the section `Suite:Tls`.</summary>
    /// <exception cref="InvalidOperationException">A file is named and not there, or one is missing; the message names its key.</exception>
    public static TlsSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Suite:Tls");
        var settings = new TlsSettings(File("Certificate"), File("Key"), File("ClientAuthority"), File("Authority"));
        if (settings.IsOn != (settings.Key.Length > 0))
        {
            throw new InvalidOperationException("Suite:Tls:Certificate and Suite:Tls:Key go together; one of them is blank");
        }

        return settings.IsOn || settings.ClientAuthority.Length == 0
            ? settings
            : throw new InvalidOperationException("Suite:Tls:ClientAuthority needs Suite:Tls:Certificate and Suite:Tls:Key; they are blank");

        string File(string key)
        {
            var path = section[key] ?? "";
            return path.Length == 0 || System.IO.File.Exists(path)
                ? path
                : throw new InvalidOperationException($"Suite:Tls:{key} is `{path}`; there is no such file");
        }
    }
}
