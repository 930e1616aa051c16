using Grpc.Net.Client;
using Indicators.Data.V1;
using Indicators.ServiceDefaults;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>A copy while a service or the gateway goes away and comes back.</summary>
public sealed class WatchOutageTests(SuiteHost suite)
{
    private readonly IndicatorDataService.IndicatorDataServiceClient data = new(suite.Channel);
    private readonly WatchedCopy copy = new();

    [Fact]
    public async Task ServiceDown_TheOthersAreBrought_AndItFollowsOnceItIsBack()
    {
        using var folder = new TemporaryFolder();
        await suite.StopServiceAsync("reforms");
        var isBack = false;
        try
        {
            using var watch = data.Watch(new WatchRequest { HeartbeatSeconds = 1 }, deadline: DateTime.UtcNow.AddSeconds(120));
            await watch.UntilAsync(copy, m => IsMissing(m, "reforms"));
            Assert.DoesNotContain("chief_experts_seconded", copy.Observations.Select(o => o.Indicator));
            Assert.Contains("beds", copy.Observations.Select(o => o.Indicator));

            const string Row = "county_hospital_level2_capability_share,CN,2035,,7,percent,exact,actual,p. 1,,,,,";
            await suite.PublishAsync(TestPackage.Write(folder.Path, "test-watch-outage", "county-hospitals", "2031-01-01", Row));
            await watch.UntilAsync(copy, m => m.Observations.Any(o => o.Period.Code == "2035"));
            await watch.UntilAsync(copy, m => IsMissing(m, "reforms"));

            suite.StartService("reforms");
            isBack = true;
            await watch.UntilAsync(copy, m => m.Current);
            await data.IsWholeAsync(copy);
        }
        finally
        {
            if (!isBack)
            {
                suite.StartService("reforms");
            }
        }
    }

    [Fact]
    public async Task ServiceDown_CallerThatComesByAndBy_EndsAndIsToldWhatIsMissing()
    {
        await data.BringAsync(copy);
        await suite.StopServiceAsync("reforms");
        try
        {
            await Rest.UntilAsync(async () => IsMissing((await data.BringAsync(copy))[^1], "reforms"));
            Assert.DoesNotContain('-', copy.DataVersion[..copy.DataVersion.LastIndexOf('-')]);
        }
        finally
        {
            suite.StartService("reforms");
        }

        await Rest.UntilAsync(async () => (await data.BringAsync(copy))[^1].Current);
        await data.IsWholeAsync(copy);
    }

    // The new gateway never saw the service: what it makes of a release of two services lacks a part, which the copy must get later.
    [Fact]
    public async Task NewGatewayWithoutAService_ReleasesOfSeveralServices_AreMadeGood()
    {
        while (!copy.Observations.Any(o => o.Indicator == "chief_experts_seconded"))
        {
            await data.BringAsync(copy, messages: 1);
        }

        Assert.DoesNotContain("beds", copy.Observations.Select(o => o.Indicator));
        await suite.StopServiceAsync("fiscal-projects");
        var isBack = false;
        try
        {
            await using var gateway = suite.NewGateway();
            using var channel = GrpcChannel.ForAddress(gateway.Address(Listener.Grpc));
            var there = new IndicatorDataService.IndicatorDataServiceClient(channel);
            using var watch = there.Watch(new WatchRequest { Cursor = copy.Cursor }, deadline: DateTime.UtcNow.AddSeconds(120));
            await watch.UntilAsync(copy, m => IsMissing(m, "fiscal-projects"));
            Assert.Contains("beds", copy.Observations.Select(o => o.Indicator));
            var listed = WatchedCopy.Of((await data.ListReleasesAsync(new() { PageSize = 1000 })).Releases);
            Assert.NotEqual(listed, copy.Releases);

            suite.StartService("fiscal-projects");
            isBack = true;
            await watch.UntilAsync(copy, m => m.Current);
            await there.IsWholeAsync(copy);
            Assert.Equal(listed, copy.Releases);
        }
        finally
        {
            if (!isBack)
            {
                suite.StartService("fiscal-projects");
            }

            await Rest.UntilAsync(async () => (await data.ListReleasesAsync(new())).Unavailable.Count == 0);
        }
    }

    // A message without content says where the copy stands once everything else was brought.
    private static bool IsMissing(WatchResponse message, string service) =>
        message is { Current: false, Releases.Count: 0, Indicators.Count: 0, Observations.Count: 0 } && message.Unavailable.SequenceEqual([service]);
}
