using Grpc.Net.Client;
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
    private readonly string folder = Directory.CreateTempSubdirectory("suite-tls-").FullName;

    public TlsTests()
    {
        var (certificate, key) = authority.Sign("process");
        File.WriteAllText(At("suite.pem"), certificate);
        File.WriteAllText(At("suite.key"), key);
        File.WriteAllText(At("authority.pem"), authority.Pem);
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        authority.Dispose();
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

    private Dictionary<string, string> Settings(params (string Key, string Value)[] others) => others
        .Append(("Suite:Tls:Certificate", At("suite.pem")))
        .Append(("Suite:Tls:Key", At("suite.key")))
        .Append(("Suite:Tls:ClientAuthority", At("authority.pem")))
        .Append(("Suite:Tls:Authority", At("authority.pem")))
        .ToDictionary(setting => setting.Item1, setting => setting.Item2);

    private string At(string file) => Path.Combine(folder, file);
}
