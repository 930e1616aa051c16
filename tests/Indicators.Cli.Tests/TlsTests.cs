using System.Net;
using Indicators.CountyHospitals;
using Indicators.ServiceDefaults;
using Indicators.ServiceDefaults.Tests;
using Indicators.Testing;

namespace Indicators.Cli.Tests;

/// <summary>`publish` and `query` where the gRPC ports of the suite speak TLS, with certificates made here.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Service = "county-hospitals";
    private const string Indicator = "county_hospital_level2_capability_share";
    private const string Row = $"{Indicator},CN,2030,,99.5,percent,exact,actual,p. 1,,,,,";

    private readonly TestAuthority authority = new("right");
    private readonly TestAuthority other = new("wrong");
    private readonly TemporaryFolder folder = new();

    public TlsTests()
    {
        Write("suite", authority);
        Write("stranger", other);
        Directory.CreateDirectory(At("definitions"));
        File.Copy(Tree.Path($"seeds/indicators/{Service}.csv"), At($"definitions/{Service}.csv"));
    }

    public void Dispose()
    {
        folder.Dispose();
        authority.Dispose();
        other.Dispose();
    }

    [Theory(Timeout = 240_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PublishAndQuery_OverTls_WorkWithTheSuitesCertificate(bool mutual)
    {
        await using var service = new ProgramHost<CountyHospitalGrpcService>(Settings(mutual));
        await using var gateway = SuiteHost.NewGateway(
            Settings(mutual, ($"Suite:Services:{Service}:Grpc", $"{service.Address(Listener.Grpc).Port}")));

        // The other five services are not there.
        gateway.AllowErrors("");
        var package = TestPackage.Write(folder.Path, "secured", Service, "2031-01-01", Row);
        string[] ports = ["--set", $"Suite:Services:{Service}:Grpc={service.Address(Listener.Grpc).Port}", "--set", $"Suite:Gateway:Grpc={gateway.Address(Listener.Grpc).Port}"];
        if (mutual)
        {
            var refused = await CliProcess.RunAsync(["validate", package, .. ports, .. Tls("stranger")]);
            Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
            Assert.Contains("The suite does not answer", refused.Errors);
        }

        var published = await CliProcess.RunAsync(["publish", package, "--definitions", At("definitions"), .. ports, .. Tls("suite")]);
        Assert.Equal((0, ""), (published.ExitCode, published.Errors));
        Assert.Contains("published secured: 1 figures", published.Output);
        await SeenAsync(gateway.Address(Listener.Rest));
        var asked = await CliProcess.RunAsync(["query", Indicator, "--period", "2030", .. ports, .. Tls("suite")]);
        Assert.Equal((0, ""), (asked.ExitCode, asked.Errors));
        Assert.StartsWith("CN\t2030\t\t99.5\tpercent", asked.Output);
        var clear = await CliProcess.RunAsync(["query", Indicator, "--period", "2030", .. ports]);
        Assert.Equal((1, ""), (clear.ExitCode, clear.Output));
    }

    /// <summary>Waits until the gateway knows of what was published; its port for readers speaks no TLS.</summary>
    private static async Task SeenAsync(Uri rest)
    {
        using var client = new HttpClient { BaseAddress = rest };
        for (var tries = 0; tries < 300; tries++)
        {
            using var answer = await client.GetAsync($"/v1/indicators/{Indicator}");
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("The gateway did not learn of the release within half a minute.");
    }

    private Dictionary<string, string> Settings(bool mutual, params (string Key, string Value)[] others) => others
        .Append(("Suite:Tls:Certificate", At("suite.pem")))
        .Append(("Suite:Tls:Key", At("suite.key")))
        .Append(("Suite:Tls:Authority", At("suite-authority.pem")))
        .Append(("Suite:Tls:ClientAuthority", mutual ? At("suite-authority.pem") : ""))
        .ToDictionary(setting => setting.Item1, setting => setting.Item2);

    private string[] Tls(string name) =>
    [
        "--set", $"Suite:Tls:Certificate={At($"{name}.pem")}", "--set", $"Suite:Tls:Key={At($"{name}.key")}",
        "--set", $"Suite:Tls:Authority={At("suite-authority.pem")}",
    ];

    private void Write(string name, TestAuthority signer)
    {
        var (certificate, key) = signer.Sign(name);
        File.WriteAllText(At($"{name}.pem"), certificate);
        File.WriteAllText(At($"{name}.key"), key);
        File.WriteAllText(At($"{name}-authority.pem"), signer.Pem);
    }

    private string At(string file) => Path.Combine(folder.Path, file);
}
