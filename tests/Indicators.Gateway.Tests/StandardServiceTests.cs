using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1;
using Indicators.Data.V1;
using Indicators.HealthResources.V1;
using Indicators.Reforms.V1;
using Indicators.Testing;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Indicators.Gateway.Tests;

/// <summary>Health and reflection, which the gateway answers for the whole suite.</summary>
public sealed class StandardServiceTests(SuiteHost suite)
{
    private static readonly string[] Own =
    [
        "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
        "indicators.data.v1.IndicatorDataService"
    ];

    [Fact]
    public async Task Reflection_OfTheGateway_ListsWhatItAnswersAndForwards()
    {
        var listed = await AskAsync(suite.Channel, new() { ListServices = "" });
        Assert.Equal(
            Own.Concat(ServiceOrder.RpcNames).Order(StringComparer.Ordinal), listed.ListServicesResponse.Service.Select(service => service.Name));
        foreach (var service in ServiceOrder.RpcNames)
        {
            var file = await AskAsync(suite.Channel, new() { FileContainingSymbol = service });
            Assert.NotEmpty(file.FileDescriptorResponse.FileDescriptorProto);
        }
    }

    [Fact]
    public async Task Reflection_OfAService_ListsItsOwn()
    {
        using var channel = suite.ServiceChannel("reforms");
        var listed = await AskAsync(channel, new() { ListServices = "" });
        Assert.Equal(
            [.. Own, "indicators.data.v1.PublishService", "indicators.reforms.v1.ReformService"],
            listed.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Fact(Timeout = 120_000)]
    public async Task Watch_OfAService_FollowsItsStopAndItsStart()
    {
        var health = new Health.HealthClient(suite.Channel);
        using var watch = health.Watch(new HealthCheckRequest { Service = ReformService.Descriptor.FullName });
        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
        await suite.StopServiceAsync("reforms");
        try
        {
            Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));
            foreach (var name in new[] { "", IndicatorDataService.Descriptor.FullName, HealthResourceService.Descriptor.FullName })
            {
                Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest { Service = name })).Status);
            }
        }
        finally
        {
            suite.StartService("reforms");
        }

        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
    }

    [Fact]
    public async Task Check_OfEachService_Answers_AndOfAnotherIsNotFound()
    {
        var health = new Health.HealthClient(suite.Channel);
        foreach (var name in ServiceOrder.RpcNames.Append("").Append(IndicatorDataService.Descriptor.FullName))
        {
            Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest { Service = name })).Status);
        }

        var unknown = await Assert.ThrowsAsync<RpcException>(async () => await health.CheckAsync(new HealthCheckRequest { Service = "nobody" }));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        return watch.ResponseStream.Current.Status;
    }

    private static async Task<ServerReflectionResponse> AskAsync(ChannelBase channel, ServerReflectionRequest question)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(question);
        await call.RequestStream.CompleteAsync();
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var answer = call.ResponseStream.Current;
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
        return answer;
    }
}
