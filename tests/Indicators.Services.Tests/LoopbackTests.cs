using System.Net.NetworkInformation;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Indicators.CountyHospitals;
using Indicators.Data.V1;
using Indicators.FiscalProjects;
using Indicators.HealthResources;
using Indicators.KeySpecialties;
using Indicators.MedicalCenters;
using Indicators.Reforms;
using Indicators.ServiceDefaults;
using Indicators.Testing;

namespace Indicators.Services.Tests;

public sealed class LoopbackTests
{
    [Theory]
    [InlineData(typeof(MedicalCenterGrpcService))]
    [InlineData(typeof(CountyHospitalGrpcService))]
    [InlineData(typeof(KeySpecialtyGrpcService))]
    [InlineData(typeof(FiscalProjectGrpcService))]
    [InlineData(typeof(ReformGrpcService))]
    [InlineData(typeof(HealthResourceGrpcService))]
    public async Task Publishing_FromAnotherAddressThanLoopback_IsDenied(Type program)
    {
        var settings = new Dictionary<string, string> { ["Suite:Listen"] = "0.0.0.0" };
        await using var host = (ProgramHost)Activator.CreateInstance(typeof(ProgramHost<>).MakeGenericType(program), settings)!;
        var port = host.Address(Listener.Grpc).Port;
        using var near = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        Assert.NotEmpty((await new PublishService.PublishServiceClient(near).StageReleaseAsync(new() { ValidateOnly = true })).Faults);
        foreach (var address in OwnAddresses())
        {
            using var far = GrpcChannel.ForAddress($"http://{address}:{port}");
            Assert.Equal(0, (await new IndicatorDataService.IndicatorDataServiceClient(far).GetDataVersionAsync(new())).Sequence);
            var refused = await Assert.ThrowsAsync<RpcException>(() =>
                new PublishService.PublishServiceClient(far).StageReleaseAsync(new() { ValidateOnly = true }).ResponseAsync);
            Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        }
    }

    private static IEnumerable<string> OwnAddresses() =>
        NetworkInterface.GetAllNetworkInterfaces().Where(i => i.OperationalStatus == OperationalStatus.Up && i.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address).Where(a => a.AddressFamily == AddressFamily.InterNetwork).Select(a => $"{a}");
}
