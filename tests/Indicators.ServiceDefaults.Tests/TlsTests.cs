using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>TLS and mutual TLS of the gRPC ports, with certificates made here.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority authority = new("suite");
    private readonly TestAuthority other = new("other");
    private readonly string folder = Directory.CreateTempSubdirectory("tls-").FullName;

    public TlsTests()
    {
        WriteServer(authority);
        File.WriteAllText(At("clients.pem"), authority.Pem);
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        authority.Dispose();
        other.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task Port_WithACertificate_AnswersClientsThatTrustIt()
    {
        await using var host = await StartAsync(mutual: false);
        Assert.Equal("https", host.Address.Scheme);
        Assert.Equal("answer", await AskAsync(host, authority));
        await AssertRefusedAsync(host, other);
    }

    [Fact(Timeout = 30_000)]
    public async Task Port_WithACertificate_RefusesClearText()
    {
        await using var host = await StartAsync(mutual: false);
        using var channel = GrpcChannel.ForAddress($"http://{host.Address.Authority}");
        await Assert.ThrowsAsync<RpcException>(async () => await Ask(channel));
    }

    [Fact(Timeout = 30_000)]
    public async Task Mutual_RightClient_IsKnownByItsNames()
    {
        await using var host = await StartAsync(mutual: true);
        host.Service.OnAsk = context => Task.FromResult(Describe(context.AuthContext));
        Assert.Equal(
            "x509_subject_alternative_name True: transport_security_type=ssl, x509_common_name=ministry, x509_subject_alternative_name=ministry.test",
            await AskAsync(host, authority, Client(authority)));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("none")]
    [InlineData("expired")]
    [InlineData("of another authority")]
    public async Task Mutual_WrongClient_IsNotHeard(string which)
    {
        await using var host = await StartAsync(mutual: true);
        using var certificate = which switch
        {
            "none" => null,
            "expired" => Client(authority, expired: true),
            _ => Client(other)
        };
        await AssertRefusedAsync(host, authority, certificate);
        Assert.False(host.Service.Started.Task.IsCompleted);
        Assert.Equal("answer", await AskAsync(host, authority, Client(authority)));
    }

    [Fact(Timeout = 30_000)]
    public async Task WithoutTls_Peer_IsNotAuthenticated()
    {
        await using var host = await TextHost.StartAsync();
        host.Service.OnAsk = context => Task.FromResult(Describe(context.AuthContext));
        using var channel = host.Open();
        Assert.Equal(" False: ", await Ask(channel));
    }

    [Fact(Timeout = 30_000)]
    public async Task Files_ThatChange_CountFromTheNextConnection()
    {
        await using var host = await StartAsync(mutual: true);
        Assert.Equal("answer", await AskAsync(host, authority, Client(authority)));

        File.WriteAllText(At("server.pem"), "half a cert");
        Assert.Equal("answer", await AskAsync(host, authority, Client(authority)));

        WriteServer(other);
        File.WriteAllText(At("clients.pem"), other.Pem);
        Assert.Equal("answer", await AskAsync(host, other, Client(other)));
        await AssertRefusedAsync(host, other, Client(authority));
        await AssertRefusedAsync(host, authority, Client(other));
    }

    [Theory]
    [InlineData("Suite:Tls:Certificate", "server.pem", "Suite:Tls:Key")]
    [InlineData("Suite:Tls:ClientAuthority", "clients.pem", "Suite:Tls:Certificate")]
    [InlineData("Suite:Tls:Certificate", "nowhere.pem", "nowhere.pem")]
    public async Task Settings_ThatDoNotFit_AreRefusedByName(string key, string file, string named)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TextHost.StartAsync((key, At(file))));
        Assert.Contains(named, failure.Message);
    }

    private static AsyncUnaryCall<string> Ask(GrpcChannel channel) => channel.CreateCallInvoker().AsyncUnaryCall(
        TextService.AskMethod, null, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(20)), "");

    private static async Task<string> AskAsync(TextHost host, TestAuthority trusted, X509Certificate2? certificate = null)
    {
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = trusted.Trust };
        if (certificate is not null)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        }

        using var channel = host.Open(new SocketsHttpHandler { SslOptions = options });
        return await Ask(channel);
    }

    private static async Task AssertRefusedAsync(TextHost host, TestAuthority trusted, X509Certificate2? certificate = null)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => AskAsync(host, trusted, certificate));
        Assert.NotEqual(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    private static string Describe(AuthContext peer)
    {
        var properties = peer.Properties.Select(property => $"{property.Name}={property.Value}").Order(StringComparer.Ordinal);
        return $"{peer.PeerIdentityPropertyName} {peer.IsPeerAuthenticated}: {string.Join(", ", properties)}";
    }

    private static X509Certificate2 Client(TestAuthority authority, bool expired = false)
    {
        var (certificate, key) = authority.Sign("ministry", expired);
        return X509Certificate2.CreateFromPem(certificate, key);
    }

    private Task<TextHost> StartAsync(bool mutual) => TextHost.StartAsync(
        ("Suite:Tls:Certificate", At("server.pem")), ("Suite:Tls:Key", At("server.key")), ("Suite:Tls:ClientAuthority", mutual ? At("clients.pem") : ""));

    private void WriteServer(TestAuthority signer)
    {
        var (certificate, key) = signer.Sign("server");
        File.WriteAllText(At("server.key"), key);
        File.WriteAllText(At("server.pem"), certificate);
    }

    private string At(string file) => Path.Combine(folder, file);
}
