using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Services.Tests;

/// <summary>What must be the same in every service, checked on every List and Get RPC that it has.</summary>
public abstract class ServiceBehaviour(SeededSuite suite, string service, ServiceDescriptor domain)
{
    protected GrpcChannel Channel { get; } = suite.Channel(service);

    private List<AnyRpc> Lists => Rpcs("List").Append(new AnyRpc(Channel, IndicatorDataService.Descriptor.FindMethodByName("QueryObservations"))).ToList();

    // The Get RPCs of one item by its id.
    private List<AnyRpc> Gets => Rpcs("Get").Where(rpc => rpc.Name is not ("GetDataVersion" or "GetAvailability" or "GetObservationHistory")).ToList();

    [Fact]
    public async Task Lists_PagesOfAnySize_GiveTheSameRows()
    {
        foreach (var list in Lists)
        {
            var whole = AnyRpc.Items(await list.PageAsync(1000));
            if (whole.Count == 0 && list.Name is "ListDisputes" or "ListTargets")
            {
                continue;
            }

            Assert.NotEmpty(whole);
            foreach (var size in Sizes(whole.Count))
            {
                var pages = await list.PagesAsync(size);
                Assert.Equal(whole, pages.SelectMany(AnyRpc.Items));
                Assert.All(pages.SkipLast(1), page => Assert.Equal(size, AnyRpc.Items(page).Count));
                Assert.NotEmpty(AnyRpc.Items(pages[^1]));
            }
        }
    }

    [Fact]
    public async Task Lists_PageSizeOutsideItsBounds_IsInvalid()
    {
        foreach (var list in Lists)
        {
            await IsInvalid(() => list.PageAsync(-1), "page_size", "-1", "1");
            await IsInvalid(() => list.PageAsync(1001), "page_size", "1001", "1000");
        }
    }

    [Fact]
    public async Task Lists_TokenThatIsNoneOfOurs_IsInvalid()
    {
        foreach (var list in Lists)
        {
            await IsInvalid(() => list.PageAsync(1, "garbage"), "page_token", "garbage");
            await IsInvalid(() => list.PageAsync(1, "不是令牌"), "page_token", "不是令牌");
        }
    }

    [Fact]
    public async Task Lists_TokenOfAnotherQuery_IsInvalid()
    {
        foreach (var list in Lists)
        {
            var token = AnyRpc.Token(await list.PageAsync(1));
            foreach (var other in token.Length == 0 ? [] : Lists.Where(o => o.ToString() != list.ToString()))
            {
                await IsInvalid(() => other.PageAsync(1, token), "page_token", token);
            }
        }
    }

    [Fact]
    public async Task Gets_EachRowOfTheList_GiveTheSameRow()
    {
        foreach (var (get, list) in Gets.Select(get => (get, Lists.First(l => l.ItemType == get.ItemType))))
        {
            foreach (var row in AnyRpc.Items(await list.PageAsync(1000)).Take(30))
            {
                var answer = await get.CallAsync((Key(get), Id(row)));
                Assert.Equal(row, answer.Descriptor.FindFieldByNumber(1).Accessor.GetValue(answer));
            }
        }
    }

    [Fact]
    public async Task Gets_UnknownId_IsNotFoundWithTheNearest()
    {
        foreach (var (get, list) in Gets.Select(get => (get, Lists.First(l => l.ItemType == get.ItemType))))
        {
            var id = Id(AnyRpc.Items(await list.PageAsync(1))[0]);
            var refused = await Assert.ThrowsAsync<RpcException>(() => get.CallAsync((Key(get), id + "~")));
            Assert.Equal(StatusCode.NotFound, refused.StatusCode);
            var error = Errors.Read(refused);
            Assert.Equal(("not_found", Key(get), id + "~", id), (error?.Code, error?.Parameter, error?.Value, error?.Hint));
        }
    }

    [Fact]
    public async Task Answers_EverySource_IsOfAReleaseInTheSameMessage()
    {
        foreach (var list in Lists)
        {
            Assert.All(await list.PagesAsync(10), HasItsReleases);
        }

        using var stream = new IndicatorDataService.IndicatorDataServiceClient(Channel).StreamObservations(new());
        while (await stream.ResponseStream.MoveNext(CancellationToken.None))
        {
            HasItsReleases(stream.ResponseStream.Current);
            Assert.All(stream.ResponseStream.Current.Observations, o => Assert.NotEmpty(o.Source.Locator));
        }
    }

    [Fact]
    public async Task Health_SeededService_Serves()
    {
        var health = new AnyRpc(Channel, HealthCheckRequest.Descriptor.File.Services.Single().FindMethodByName("Check"));
        var answer = (HealthCheckResponse)await health.CallAsync();
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
    }

    protected static async Task<ErrorFields> IsInvalid(Func<Task> call, string parameter, string value, string? hint = null)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        var error = Errors.Read(refused);
        Assert.NotNull(error);
        Assert.Equal((parameter, value), (error.Parameter, error.Value));
        Assert.Equal(hint ?? error.Hint, error.Hint);
        Assert.True(error.Message is { Zh.Length: > 0, En.Length: > 0 });
        return error;
    }

    private IEnumerable<AnyRpc> Rpcs(string prefix) =>
        domain.Methods.Concat(IndicatorDataService.Descriptor.Methods).Where(m => m.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(m => new AnyRpc(Channel, m, Needed(m.Name)));

    private (string Field, object Value)[] Needed(string rpc) => rpc switch
    {
        "ListChanges" => [("from", "2020-01-01"), ("to", "2025-12-31")],
        "ListReleaseChanges" => [("id", new IndicatorDataService.IndicatorDataServiceClient(Channel).ListReleases(new()).Releases.First(r => r.ObservationCount > 0).Id)],
        _ => [],
    };

    private static IEnumerable<int> Sizes(int count) =>
        count <= 15 ? Enumerable.Range(1, count + 1) : new[] { count / 9, (count / 2) + 1, count - 1, count }.Where(size => size <= 1000);

    private static void HasItsReleases(IMessage page)
    {
        var named = AnyRpc.Inside<Source>(page).Select(s => s.ReleaseId).Distinct().Order();
        if (page.Descriptor.FindFieldByName("releases") is { FieldNumber: > 1 })
        {
            Assert.Equal(named, AnyRpc.Field<IEnumerable<Release>>(page, "releases").Select(r => r.Id).Order());
        }
        else
        {
            Assert.Empty(named);
        }
    }

    private static string Key(AnyRpc get) => get.Name == "GetIndicator" ? "code" : "id";

    private static string Id(IMessage row) =>
        new[] { "id", "code", "year" }.Select(row.Descriptor.FindFieldByName).First(f => f is not null).Accessor.GetValue(row).ToString()!;
}
