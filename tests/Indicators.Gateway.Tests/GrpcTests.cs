using Grpc.Core;
using Grpc.Health.V1;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.MedicalCenters.V1;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>The same figures by gRPC.</summary>
public sealed class GrpcTests(SuiteHost suite)
{
    private readonly IndicatorDataService.IndicatorDataServiceClient data = new(suite.Channel);

    [Fact]
    public async Task QueryAndStream_SameSelection_GiveTheRowsOfRest()
    {
        var selection = new ObservationSelection { Areas = { "CN" }, Periods = { "2020..2023" } };
        var rest = (await suite.ItemsAsync("/v1/observations?area=CN&period=2020..2023&pageSize=1000"))
            .Select(r => $"{r.Text("indicator")}|{r.Text("area")}|{r.Text("period")}|{r.Text("dimensions")}|{r.Text("kind")}|{r.GetProperty("value").GetRawText()}|{r.GetProperty("source").Text("release")}");
        var query = await data.QueryObservationsAsync(new QueryObservationsRequest { Selection = selection, PageSize = 1000 });
        var streamed = new List<Types.V1.Observation>();
        using var stream = data.StreamObservations(new StreamObservationsRequest { Selection = selection });
        while (await stream.ResponseStream.MoveNext(default))
        {
            streamed.AddRange(stream.ResponseStream.Current.Observations);
        }

        Assert.Equal(rest, query.Observations.Select(Row));
        Assert.Equal(query.Observations, streamed);
        Assert.Equal("", query.NextPageToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task Request_LargerThanTheGatewayTakes_IsResourceExhausted()
    {
        var large = new GetIndicatorRequest { Code = new string('a', 1024 * 1024) };
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await data.GetIndicatorAsync(large));
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task Request_LargerThanADomainServiceTakes_IsResourceExhausted()
    {
        var large = new Reforms.V1.ListReformTasksRequest { PageToken = new string('a', 5 * 1024 * 1024) };
        var reforms = new Reforms.V1.ReformService.ReformServiceClient(suite.Channel);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await reforms.ListReformTasksAsync(large));
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public async Task ListReleases_StoredInSeveralServices_AreOneWithTheirCountsAdded()
    {
        var releases = await data.ListReleasesAsync(new ListReleasesRequest { PageSize = 1000 });
        var several = releases.Releases.First(r => r.Services.Count > 1);
        var parts = 0;
        foreach (var service in several.Services)
        {
            using var channel = suite.ServiceChannel(service);
            parts += (await new IndicatorDataService.IndicatorDataServiceClient(channel).GetReleaseAsync(new GetReleaseRequest { Id = several.Id })).Release.ObservationCount;
        }

        Assert.Equal(parts, several.ObservationCount);
        Assert.Equal(releases.Releases.Select(r => r.KnownFrom).OrderDescending(StringComparer.Ordinal), releases.Releases.Select(r => r.KnownFrom));
    }

    [Fact]
    public async Task ListSeries_PageByPage_GivesWhatOnePageGives()
    {
        var request = new ListSeriesRequest { Areas = { "CN", "CN-GD" }, PageSize = 1000 };
        var whole = await data.ListSeriesAsync(request);
        var pages = new List<Types.V1.Series>();
        request.PageSize = 9;
        do
        {
            var page = await data.ListSeriesAsync(request);
            pages.AddRange(page.Series);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal("", whole.NextPageToken);
        Assert.Equal(whole.Series, pages);
    }

    [Fact]
    public async Task Query_WrongCode_IsInvalidArgumentNamingIt()
    {
        var request = new QueryObservationsRequest { Selection = new() { Areas = { "CN-GDD" } } };
        var error = await Assert.ThrowsAsync<RpcException>(async () => await data.QueryObservationsAsync(request));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(("unknown_code", "areas", "CN-GD"), Errors.Read(error) is { } fields ? (fields.Code, fields.Parameter, fields.Hint) : default);
    }

    [Fact]
    public async Task DomainService_ThroughTheGateway_AnswersAsItself()
    {
        var request = new ListNationalCentersRequest();
        using var direct = suite.ServiceChannel("medical-centers");
        Assert.Equal(
            await new MedicalCenterService.MedicalCenterServiceClient(direct).ListNationalCentersAsync(request),
            await new MedicalCenterService.MedicalCenterServiceClient(suite.Channel).ListNationalCentersAsync(request));
    }

    [Fact]
    public async Task PublishService_AtTheGateway_IsNotThere()
    {
        var publish = new PublishService.PublishServiceClient(suite.Channel);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await publish.DiscardReleaseAsync(new DiscardReleaseRequest { Id = "x" }));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("indicators.data.v1.IndicatorDataService")]
    [InlineData("indicators.medical_centers.v1.MedicalCenterService")]
    public async Task Health_OfTheSuiteAndEachService_IsServing(string service)
    {
        var health = new Health.HealthClient(suite.Channel);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest { Service = service })).Status);
    }

    private static string Row(Types.V1.Observation o) =>
        $"{o.Indicator}|{o.Area}|{o.Period.Code}|{string.Join(';', o.Dimensions.Select(d => $"{d.Key}={d.Value}"))}|{o.Kind.ToString().ToLowerInvariant()}|{o.Value}|{o.Source.ReleaseId}";
}
