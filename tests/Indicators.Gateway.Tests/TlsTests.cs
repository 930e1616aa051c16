using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Data.V1;
using Indicators.MedicalCenters.V1;
using Indicators.ServiceDefaults;
using Indicators.ServiceDefaults.Tests;
using Indicators.ServiceDefaults.Tls;
using Indicators.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Indicators.Gateway.Tests;

/// <summary>Mutual TLS on every gRPC port: what the gateway asks for itself, and what it hands on.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority authority = new("suite");
    private readonly TestAuthority other = new("other");
    private readonly string folder = Directory.CreateTempSubdirectory("suite-tls-").FullName;

    public TlsTests() => Write(authority);

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        authority.Dispose();
        other.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task Gateway_UnderMutualTls_ReachesAServiceItselfAndForOthers()
    {
        await using var service = new ProgramHost<MedicalCenters.MedicalCenterGrpcService>(Settings());
        await using var gateway = new ProgramHost<Suite>(
            Settings(("Suite:Services:medical-centers:Grpc", $"{service.Address(Listener.Grpc).Port}")));

        // The other five services are not there.
        gateway.AllowErrors("");
        var request = new ListNationalCentersRequest { PageSize = 10 };
        var own = await gateway.Services.GetRequiredService<Upstreams>().MedicalCenters.ListNationalCentersAsync(request);
        using var handler = new SocketsHttpHandler().Secure(
            new TlsSettings(At("suite.pem"), At("suite.key"), At("authority.pem"), At("authority.pem")), NullLogger.Instance);
        using var channel = GrpcChannel.ForAddress(gateway.Address(Listener.Grpc), new GrpcChannelOptions { HttpHandler = handler });
        var forwarded = await new MedicalCenterService.MedicalCenterServiceClient(channel).ListNationalCentersAsync(request);
        Assert.Equal(("https", "https"), (service.Address(Listener.Grpc).Scheme, gateway.Address(Listener.Grpc).Scheme));
        Assert.Equal(own, forwarded);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("none")]
    [InlineData("expired")]
    [InlineData("of another authority")]
    public async Task Gateway_UnderMutualTls_HearsNoOtherClient(string which)
    {
        await using var gateway = StartGateway();
        using var wrong = which switch
        {
            "none" => null,
            "expired" => Client(authority, expired: true),
            _ => Client(other)
        };
        await AssertRefusedAsync(gateway, authority, wrong);
        using var right = Client(authority);
        Assert.NotNull(await AskAsync(gateway, authority, right));
    }

    [Fact(Timeout = 60_000)]
    public async Task Gateway_FilesThatChange_CountFromTheNextConnectionWithoutARestart()
    {
        await using var gateway = StartGateway();
        using var before = Client(authority);
        using var after = Client(other);
        Assert.NotNull(await AskAsync(gateway, authority, before));
        await AssertRefusedAsync(gateway, authority, after);
        Write(other);
        Assert.NotNull(await AskAsync(gateway, other, after));
        await AssertRefusedAsync(gateway, other, before);
        await AssertRefusedAsync(gateway, authority, after);
    }

    private static async Task<GetDataVersionResponse> AskAsync(ProgramHost gateway, TestAuthority trusted, X509Certificate2? certificate)
    {
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = trusted.Trust };
        if (certificate is not null)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        }

        using var handler = new SocketsHttpHandler { SslOptions = options };
        using var channel = GrpcChannel.ForAddress(gateway.Address(Listener.Grpc), new GrpcChannelOptions { HttpHandler = handler });
        return await new IndicatorDataService.IndicatorDataServiceClient(channel).GetDataVersionAsync(new(), deadline: DateTime.UtcNow.AddSeconds(20));
    }

    private static async Task AssertRefusedAsync(ProgramHost gateway, TestAuthority trusted, X509Certificate2? certificate)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => AskAsync(gateway, trusted, certificate));
        Assert.NotEqual(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    private static X509Certificate2 Client(TestAuthority signer, bool expired = false)
    {
        var (certificate, key) = signer.Sign("ministry", expired);
        return X509Certificate2.CreateFromPem(certificate, key);
    }

    /// <summary>A gateway whose services are not there.</summary>
    private ProgramHost<Suite> StartGateway()
    {
        var gateway = new ProgramHost<Suite>(Settings());
        gateway.AllowErrors("");
        return gateway;
    }

    private void Write(TestAuthority signer)
    {
        var (certificate, key) = signer.Sign("process");
        File.WriteAllText(At("suite.pem"), certificate);
        File.WriteAllText(At("suite.key"), key);
        File.WriteAllText(At("authority.pem"), signer.Pem);
    }

    private Dictionary<string, string> Settings(params (string Key, string Value)[] others) => others
        .Append(("Suite:Tls:Certificate", At("suite.pem")))
        .Append(("Suite:Tls:Key", At("suite.key")))
        .Append(("Suite:Tls:ClientAuthority", At("authority.pem")))
        .Append(("Suite:Tls:Authority", At("authority.pem")))
        .ToDictionary(setting => setting.Item1, setting => setting.Item2);

    private string At(string file) => Path.Combine(folder, file);
}
