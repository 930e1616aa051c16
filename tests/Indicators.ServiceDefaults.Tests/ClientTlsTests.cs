using Grpc.Core;
using Grpc.Net.Client;
using Indicators.ServiceDefaults.Tls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>TLS and mutual TLS of the suite's own clients, with certificates made here.</summary>
public sealed class ClientTlsTests : IDisposable
{
    private readonly TestAuthority authority = new("suite");
    private readonly TestAuthority other = new("other");
    private readonly string folder = Directory.CreateTempSubdirectory("client-tls-").FullName;

    public ClientTlsTests()
    {
        Write("own", authority);
        Write("foreign", other);
        Write("client", authority);
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        authority.Dispose();
        other.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task Client_OfTheSuite_ShowsItsCertificateAndTrustsItsAuthority()
    {
        await using var host = await StartAsync("own");
        using var handler = Handler();
        Assert.Equal("answer", await AskAsync(host.Address, handler));
    }

    [Fact(Timeout = 30_000)]
    public async Task Client_ServerOfAnotherAuthority_IsNotTrusted()
    {
        await using var host = await StartAsync("foreign");
        using var handler = Handler();
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => AskAsync(host.Address, handler))).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Client_ServerByANameThatIsNotItsOwn_IsNotTrusted()
    {
        await using var host = await StartAsync("own");
        using var handler = Handler();
        var misnamed = new UriBuilder(host.Address) { Host = "localhost" }.Uri;
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => AskAsync(misnamed, handler))).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Client_FilesThatChange_CountFromTheNextConnection()
    {
        await using var before = await StartAsync("own");
        using var handler = Handler();
        Assert.Equal("answer", await AskAsync(before.Address, handler));
        Write("client", other);
        await using var after = await StartAsync("foreign");
        Assert.Equal("answer", await AskAsync(after.Address, handler));
        Assert.Equal("answer", await AskAsync(before.Address, handler));
    }

    [Fact]
    public void Client_OfASuiteWithoutTls_IsLeftAsItIs()
    {
        using var handler = new SocketsHttpHandler();
        handler.Secure(new TlsSettings("", "", "", ""), NullLogger.Instance);
        Assert.Null(handler.SslOptions.LocalCertificateSelectionCallback);
    }

    private static async Task<string> AskAsync(Uri address, SocketsHttpHandler handler)
    {
        using var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler });
        return await channel.CreateCallInvoker().AsyncUnaryCall(
            TextService.AskMethod, null, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(20)), "");
    }

    private Task<TextHost> StartAsync(string name) => TextHost.StartAsync(
        ("Suite:Tls:Certificate", At($"{name}.pem")),
        ("Suite:Tls:Key", At($"{name}.key")),
        ("Suite:Tls:ClientAuthority", At($"{name}-authority.pem")));

    private SocketsHttpHandler Handler() => new SocketsHttpHandler().Secure(
        new TlsSettings(At("client.pem"), At("client.key"), "", At("client-authority.pem")), NullLogger.Instance);

    private void Write(string name, TestAuthority signer)
    {
        var (certificate, key) = signer.Sign(name);
        File.WriteAllText(At($"{name}.key"), key);
        File.WriteAllText(At($"{name}.pem"), certificate);
        File.WriteAllText(At($"{name}-authority.pem"), signer.Pem);
    }

    private string At(string file) => Path.Combine(folder, file);
}
