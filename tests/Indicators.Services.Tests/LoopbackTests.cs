using System.Net.NetworkInformation;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Indicators.CountyHospitals;
using Indicators.Data.V1;
using Indicators.ServiceDefaults;
using Indicators.Testing;

namespace Indicators.Services.Tests;

public sealed class LoopbackTests
{
    [Fact]
    public async Task Publishing_FromAnotherAddressThanLoopback_IsDenied()
    {
        await using var host = new ProgramHost<CountyHospitalGrpcService>(new Dictionary<string, string> { ["Suite:Listen"] = "0.0.0.0" });
        var port = host.Address(Listener.Grpc).Port;
        using var near = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        Assert.Equal(0, (await new PublishService.PublishServiceClient(near).DefineIndicatorsAsync(new() { ValidateOnly = true })).ChangedCount);
        foreach (var address in OwnAddresses())
        {
            using var far = GrpcChannel.ForAddress($"http://{address}:{port}");
            Assert.Equal(0, (await new IndicatorDataService.IndicatorDataServiceClient(far).GetDataVersionAsync(new())).Sequence);
            var refused = await Assert.ThrowsAsync<RpcException>(() =>
                new PublishService.PublishServiceClient(far).DefineIndicatorsAsync(new() { ValidateOnly = true }).ResponseAsync);
            Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        }
    }

    private static IEnumerable<string> OwnAddresses() =>
        NetworkInterface.GetAllNetworkInterfaces().Where(i => i.OperationalStatus == OperationalStatus.Up && i.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address).Where(a => a.AddressFamily == AddressFamily.InterNetwork).Select(a => $"{a}");
}
