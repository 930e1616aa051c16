using System.Net;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Pages over several services.</summary>
public sealed class PagingTests(SuiteHost suite)
{
    // Owned by four services, so pages cross from one to the next.
    private const string Query =
        "/v1/observations?indicator=national_medical_center_categories,regional_medical_center_projects,county_hospital_level2_capability_share,key_specialty_projects,beds_per_1000&area=CN";

    [Fact]
    public async Task Observations_AnyPageSize_GivesTheSameRows()
    {
        var whole = await suite.AllPagesAsync($"{Query}&pageSize=1000");
        foreach (var size in new[] { 1, 2, 3, 5, 7, 11, whole.Count - 1, whole.Count, whole.Count + 1 })
        {
            Assert.Equal(whole, await suite.AllPagesAsync($"{Query}&pageSize={size}"));
        }
    }

    [Fact]
    public async Task Observations_AllServices_StandInTheirOrder()
    {
        var services = new List<string>();
        for (var next = "/v1/observations?pageSize=1000"; next is not null;)
        {
            var page = await suite.JsonAsync(next);
            services.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.Text("service")));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(ServiceOrder.Names, services.Distinct());
    }

    [Fact]
    public async Task PageToken_AfterAPublication_GoesOnWithTheVersionOfItsFirstPage()
    {
        var before = await suite.AllPagesAsync($"{Query}&pageSize=1000");
        var first = await suite.JsonAsync($"{Query}&pageSize=4");
        using var folder = new TemporaryFolder();
        await suite.PublishAsync(TestPackage.Write(folder.Path, "paging-2031", "key-specialties", "2031-01-01", "key_specialty_projects,CN,2031,tier=national,5,count,exact,actual,p. 1,,,,,"));
        await Rest.UntilAsync(async () => (await suite.JsonAsync($"{Query}&pageSize=1")).Text("dataVersion") != first.Text("dataVersion"));

        var rest = await suite.AllPagesAsync(first.Text("next"));
        Assert.Equal(before.Skip(4), rest);
        Assert.Equal(before.Count + 1, (await suite.AllPagesAsync($"{Query}&pageSize=1000")).Count);
        Assert.Equal(before, await suite.AllPagesAsync($"{Query}&pageSize=5&version={first.Text("dataVersion")}"));
    }

    [Fact]
    public async Task ListSeries_AfterAPublication_GoesOnWithTheVersionOfItsFirstPage()
    {
        var data = new IndicatorDataService.IndicatorDataServiceClient(suite.Channel);
        var before = await data.ListSeriesAsync(new ListSeriesRequest { PageSize = 1000 });
        var page = await data.ListSeriesAsync(new ListSeriesRequest { PageSize = 3 });
        Assert.Equal(before.DataVersion, page.DataVersion);
        using var folder = new TemporaryFolder();
        await suite.PublishAsync(TestPackage.Write(folder.Path, "series-2031", "reforms", "2031-01-01", "chief_experts_seconded,CN-XJ,2031,,5,count,exact,actual,p. 1,,,,,"));
        await Rest.UntilAsync(async () => (await data.ListSeriesAsync(new ListSeriesRequest { PageSize = 1 })).DataVersion != before.DataVersion);

        var series = page.Series.ToList();
        while (page.NextPageToken.Length > 0)
        {
            page = await data.ListSeriesAsync(new ListSeriesRequest { PageSize = 400, PageToken = page.NextPageToken });
            Assert.Equal(before.DataVersion, page.DataVersion);
            series.AddRange(page.Series);
        }

        Assert.Equal(before.Series, series.Take(before.Series.Count));
        Assert.DoesNotContain(series, s => s.Area == "CN-XJ" && s.Indicator == "chief_experts_seconded");
        var pinned = await data.ListSeriesAsync(new ListSeriesRequest { Indicators = { "chief_experts_seconded" }, DataVersion = before.DataVersion });
        Assert.DoesNotContain(pinned.Series, s => s.Area == "CN-XJ");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("AAAA")]
    [InlineData("%F0%9F%8D%8E")]
    public async Task PageToken_ThatIsNone_IsRefused(string token)
    {
        var problem = await suite.JsonAsync($"{Query}&pageToken={token}", HttpStatusCode.BadRequest);
        Assert.Equal("pageToken", problem.GetProperty("errors")[0].Text("parameter"));
    }

    [Fact]
    public async Task PageToken_ThatIsNone_IsRefusedByServicesInTheSameWords()
    {
        var problem = (await suite.JsonAsync($"{Query}&pageToken=garbage", HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        using var channel = suite.ServiceChannel("reforms");
        var request = new QueryObservationsRequest { PageToken = "garbage" };
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await new IndicatorDataService.IndicatorDataServiceClient(channel).QueryObservationsAsync(request));
        Assert.Equal((problem.Text("code"), problem.Text("messageZh"), problem.Text("messageEn")), Errors.Read(refused) is { } e ? (e.Code, e.Message.Zh, e.Message.En) : default);
    }

    [Fact]
    public async Task PageToken_OfAnotherQuery_IsRefused()
    {
        var token = (await suite.JsonAsync($"{Query}&pageSize=2")).Text("pageToken");
        foreach (var address in new[] { "/v1/observations?latest=1", "/v1/indicators?lang=en", "/v1/medical-centers/national?lang=en" })
        {
            var problem = await suite.JsonAsync($"{address}&pageToken={token}", HttpStatusCode.BadRequest);
            Assert.Equal("pageToken", problem.GetProperty("errors")[0].Text("parameter"));
        }
    }
}
