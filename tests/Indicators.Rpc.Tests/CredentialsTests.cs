using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Indicators.Testing.Rpc.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Indicators.Rpc.Tests;

/// <summary>Credentials of channels and calls, over TLS with a certificate made here.</summary>
public sealed class CredentialsTests
{
    [Fact(Timeout = 30_000)]
    public async Task Credentials_OfChannelAndCall_AreAddedInOrder()
    {
        await using var server = await TlsProbe.StartAsync();
        using var channel = server.Channel(ChannelCredentials.Create(ChannelCredentials.SecureSsl, Mark("channel")));
        var options = new CallOptions(credentials: CallCredentials.Compose(Mark("first"), Mark("second")));
        var answer = await new ProbeService.ProbeServiceClient(channel).SayAsync(new SayRequest(), options);
        Assert.Equal("first, second, channel", answer.Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task Credentials_AreAskedWithServiceAndMethod()
    {
        await using var server = await TlsProbe.StartAsync();
        using var channel = server.Channel(ChannelCredentials.SecureSsl);
        AuthInterceptorContext? asked = null;
        var credentials = CallCredentials.FromInterceptor((context, _) =>
        {
            asked = context;
            return Task.CompletedTask;
        });
        await new ProbeService.ProbeServiceClient(channel).SayAsync(new SayRequest(), new CallOptions(credentials: credentials));
        Assert.Equal(($"{server.Address}indicators.testing.rpc.v1.ProbeService", "Say"), (asked!.ServiceUrl, asked.MethodName));
    }

    [Fact(Timeout = 30_000)]
    public async Task Credentials_ThatFail_FailTheCall()
    {
        await using var server = await TlsProbe.StartAsync();
        using var channel = server.Channel(ChannelCredentials.SecureSsl);
        var credentials = CallCredentials.FromInterceptor((_, _) => throw new RpcException(new Status(StatusCode.Unauthenticated, "no token")));
        using var call = new ProbeService.ProbeServiceClient(channel).Converse(new CallOptions(credentials: credentials));
        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Credentials_OverClearText_AreWithheldUnlessAskedFor()
    {
        await using var host = await RpcHost.StartAsync(TlsProbe.Probe);
        var options = new CallOptions(credentials: Mark("secret"));
        Assert.Equal("", (await host.Client.SayAsync(new SayRequest(), options)).Text);
        using var unsafeChannel = GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true });
        Assert.Equal("secret", (await new ProbeService.ProbeServiceClient(unsafeChannel).SayAsync(new SayRequest(), options)).Text);
        var composed = ChannelCredentials.Create(ChannelCredentials.Insecure, Mark("secret"));
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { Credentials = composed }));
    }

    [Fact(Timeout = 30_000)]
    public async Task Server_WithAnUntrustedCertificate_IsUnavailable()
    {
        await using var server = await TlsProbe.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Address);
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new ProbeService.ProbeServiceClient(channel).SayAsync(new SayRequest()));
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
    }

    private static CallCredentials Mark(string mark) => CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add("mark", mark);
        return Task.CompletedTask;
    });

    private sealed class TlsProbe(WebApplication application, X509Certificate2 certificate) : IAsyncDisposable
    {
        public static Probe Probe { get; } = new()
        {
            OnSay = (_, context) => Task.FromResult(
                new SayResponse { Text = string.Join(',', context.RequestHeaders.GetAll("mark").Select(entry => entry.Value)) })
        };

        public Uri Address { get; } = new(application.Urls.Single());

        public static async Task<TlsProbe> StartAsync()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseHttps(certificate);
            }));
            builder.Services.AddSingleton(Probe).AddGrpc();
            var application = builder.Build();
            application.MapGrpcService<Probe>();
            await application.StartAsync();
            return new TlsProbe(application, certificate);
        }

        public GrpcChannel Channel(ChannelCredentials credentials) => GrpcChannel.ForAddress(Address, new GrpcChannelOptions
        {
            Credentials = credentials,
            HttpHandler = new SocketsHttpHandler
            {
                SslOptions = new SslClientAuthenticationOptions
                {
                    RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString()
                }
            },
            DisposeHttpClient = true
        });

        public async ValueTask DisposeAsync()
        {
            await application.DisposeAsync();
            certificate.Dispose();
        }
    }
}
