using Grpc.AspNetCore.HealthChecks;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Indicators.Rpc.Tests;

public sealed class HealthTests
{
    [Theory(Timeout = 30_000)]
    [InlineData("", ServingStatus.NotServing)]
    [InlineData("figures", ServingStatus.Serving)]
    [InlineData("broken", ServingStatus.NotServing)]
    public async Task Check_OfAMappedService_FollowsItsChecks(string service, ServingStatus status)
    {
        await using var host = await StartAsync(HealthStatus.Unhealthy);
        var response = await Client(host).CheckAsync(new HealthCheckRequest { Service = service });
        Assert.Equal(status, response.Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task Check_OfAnUnknownService_IsNotFound()
    {
        await using var host = await StartAsync(HealthStatus.Healthy);
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await Client(host).CheckAsync(new HealthCheckRequest { Service = "nobody" }));
        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Watch_OfAMappedService_TellsTheStatusAndEachChange()
    {
        HealthServiceImpl? health = null;
        await using var host = await StartAsync(HealthStatus.Healthy, web => health = web.Services.GetRequiredService<HealthServiceImpl>());
        using var call = Client(host).Watch(new HealthCheckRequest());
        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
        health!.SetStatus("", ServingStatus.NotServing);
        Assert.Equal(ServingStatus.NotServing, await NextAsync(call));
        health.ClearStatus("");
        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(call));
    }

    [Fact(Timeout = 30_000)]
    public async Task Watch_OfAnUnknownService_TellsSoAndStaysOpen()
    {
        HealthServiceImpl? health = null;
        await using var host = await StartAsync(HealthStatus.Healthy, web => health = web.Services.GetRequiredService<HealthServiceImpl>());
        using var call = Client(host).Watch(new HealthCheckRequest { Service = "later" });
        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(call));
        health!.SetStatus("later", ServingStatus.Serving);
        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
    }

    [Fact(Timeout = 60_000)]
    public async Task Watch_WhileManyChangeAStatus_EndsWithTheLastOne()
    {
        HealthServiceImpl? health = null;
        await using var host = await StartAsync(HealthStatus.Healthy, web => health = web.Services.GetRequiredService<HealthServiceImpl>());
        using var call = Client(host).Watch(new HealthCheckRequest { Service = "later" });
        var heard = await NextAsync(call);
        for (var round = 0; round < 100; round++)
        {
            Parallel.For(0, 200, i => health!.SetStatus("later", i % 2 == 0 ? ServingStatus.Serving : ServingStatus.NotServing));
            var last = (await health!.Check(new HealthCheckRequest { Service = "later" }, null!)).Status;
            while (heard != last)
            {
                heard = await NextAsync(call);
            }
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Watch_WhenTheHostStops_EndsAsNotServing()
    {
        await using var host = await StartAsync(HealthStatus.Healthy);
        using var call = Client(host).Watch(new HealthCheckRequest());
        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
        var stop = host.StopAsync();
        Assert.Equal(ServingStatus.NotServing, await NextAsync(call));
        Assert.False(await call.ResponseStream.MoveNext());
        await stop;
    }

    private static Task<RpcHost> StartAsync(HealthStatus broken, Action<WebApplication>? map = null) => RpcHost.StartAsync(
        services =>
        {
            services.AddGrpc();
            services.AddGrpcHealthChecks(Map)
                .AddCheck("store", () => HealthCheckResult.Healthy())
                .AddCheck("disk", () => new HealthCheckResult(broken));
        },
        web =>
        {
            web.MapGrpcHealthChecksService();
            map?.Invoke(web);
        });

    private static void Map(GrpcHealthChecksOptions options)
    {
        options.Services.Map("figures", check => check.Name == "store");
        options.Services.Map("broken", check => check.Name == "disk");
    }

    private static Health.HealthClient Client(RpcHost host) => new(host.Channel);

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext());
        return call.ResponseStream.Current.Status;
    }
}
