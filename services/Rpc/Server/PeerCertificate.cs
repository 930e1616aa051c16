using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;

namespace Grpc.Server;

/// <summary>What the certificate of a client says about it.</summary>
internal static class PeerCertificate
{
    private const string CommonName = "x509_common_name";
    private const string AlternativeName = "x509_subject_alternative_name";
    private const string SecurityType = "transport_security_type";

    private static readonly AuthContext Anonymous = new(null, []);

    /// <summary>The peer's names: those in the alternative names identify it, without them the common name does.</summary>
    public static AuthContext Describe(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return Anonymous;
        }

        var properties = new Dictionary<string, List<AuthProperty>>(StringComparer.Ordinal);
        Add(properties, AlternativeName, AlternativeNames(certificate));
        Add(properties, CommonName, [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)]);
        Add(properties, SecurityType, ["ssl"]);
        var identity = properties.ContainsKey(AlternativeName) ? AlternativeName : properties.ContainsKey(CommonName) ? CommonName : null;
        return new AuthContext(identity, properties);
    }

    private static IEnumerable<string> AlternativeNames(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames());

    private static void Add(Dictionary<string, List<AuthProperty>> properties, string name, IEnumerable<string> values)
    {
        List<AuthProperty> added = [.. values.Where(value => value.Length > 0).Select(value => AuthProperty.Create(name, Encoding.UTF8.GetBytes(value)))];
        if (added.Count > 0)
        {
            properties[name] = added;
        }
    }
}
