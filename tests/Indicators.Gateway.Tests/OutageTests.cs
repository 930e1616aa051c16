using System.Net;
using System.Text.Json;
using Grpc.Core;
using Grpc.Health.V1;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Reforms.V1;
using Indicators.ServiceDefaults;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>A service goes away and comes back.</summary>
public sealed class OutageTests(SuiteHost suite)
{
    private const string Down = "reforms";

    // No other test asks for these, so that the first is kept here and the second nowhere.
    private const string Kept = "/v1/reforms/tasks?pageSize=17";
    private const string NotKept = "/v1/reforms/tasks?pageSize=18";

    [Fact]
    public async Task ServiceDown_TheOthersAnswer_AndTheAnswerSaysWhatIsMissing()
    {
        var whole = (await suite.AllPagesAsync("/v1/observations?pageSize=1000")).Count;
        _ = await suite.Client.GetStringAsync(Kept);
        var kept = await suite.Client.GetStringAsync(Kept);
        await suite.StopServiceAsync(Down);
        try
        {
            await Rest.UntilAsync(async () => Unavailable(await suite.JsonAsync("/v1/observations?pageSize=999")).Contains(Down));
            await AnswersWithoutItAsync(whole);
            await AnswersWhatItKeptAsync(kept);
            await RefusesWhatNeedsItAsync();
            await SaysWhatItRemembersAsync();
            await GrpcSaysTheSameAsync();
            await OperatorsAreToldAsync();
        }
        finally
        {
            suite.StartService(Down);
        }

        await Rest.UntilAsync(async () => Unavailable(await suite.JsonAsync("/v1/observations")).Count == 0);
        Assert.Equal(20, (await suite.ItemsAsync("/v1/reforms/tasks")).Count);
        Assert.Equal(whole, (await suite.AllPagesAsync("/v1/observations?pageSize=1000")).Count);
    }

    private async Task AnswersWithoutItAsync(int whole)
    {
        using var partial = await suite.Client.GetAsync("/v1/observations?pageSize=1000&lang=en");
        Assert.Null(partial.Headers.ETag);
        Assert.True(partial.Headers.CacheControl!.NoStore);
        Assert.Contains(".-.", (await Rest.JsonAsync(partial, HttpStatusCode.OK)).Text("dataVersion"));
        Assert.InRange((await suite.AllPagesAsync("/v1/observations?pageSize=998")).Count, 1, whole - 1);
        Assert.Equal(13, (await suite.ItemsAsync("/v1/medical-centers/national")).Count);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/observations?pageSize=997");
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var conditional = await suite.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, conditional.StatusCode);
    }

    // As it was, with one member more; nobody may take it for the newest later on.
    private async Task AnswersWhatItKeptAsync(string kept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Kept);
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var stale = await suite.Client.SendAsync(request);
        var body = await stale.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, stale.StatusCode);
        Assert.StartsWith(kept[..^1], body);
        var mark = JsonDocument.Parse(body).RootElement.GetProperty("stale");
        Assert.Equal(Assert.Single(stale.Headers.GetValues("Indicators-Stale")), mark.GetProperty("ageSeconds").GetRawText());
        Assert.InRange(mark.GetProperty("asOf").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.Null(stale.Headers.ETag);
        Assert.Null(stale.Content.Headers.LastModified);
        Assert.True(stale.Headers.CacheControl!.NoStore);
    }

    private async Task RefusesWhatNeedsItAsync()
    {
        using var response = await suite.Client.GetAsync(NotKept);
        var error = (await Rest.JsonAsync(response, HttpStatusCode.ServiceUnavailable)).GetProperty("errors")[0];
        Assert.Equal(Down, error.Text("value"));
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private async Task SaysWhatItRemembersAsync()
    {
        foreach (var address in new[] { "/v1/indicators/chief_experts_seconded?labels=codes", "/v1/releases/guangdong-2023?labels=codes" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("If-None-Match", "*");
            using var response = await suite.Client.SendAsync(request);
            Assert.Equal([Down], Unavailable(await Rest.JsonAsync(response, HttpStatusCode.OK)));
            Assert.Null(response.Headers.ETag);
            Assert.True(response.Headers.CacheControl!.NoStore);
        }

        Assert.Empty(Unavailable(await suite.JsonAsync("/v1/indicators/beds")));
    }

    private async Task GrpcSaysTheSameAsync()
    {
        var data = new IndicatorDataService.IndicatorDataServiceClient(suite.Channel);
        Assert.Equal([Down], (await data.QueryObservationsAsync(new QueryObservationsRequest())).Unavailable);
        Assert.Equal([Down], (await data.GetIndicatorAsync(new GetIndicatorRequest { Code = "chief_experts_seconded" })).Unavailable);
        Assert.Equal([Down], (await data.GetReleaseAsync(new GetReleaseRequest { Id = "guangdong-2023" })).Unavailable);
        var forwarded = await Assert.ThrowsAsync<RpcException>(async () => await new ReformService.ReformServiceClient(suite.Channel).ListReformTasksAsync(new ListReformTasksRequest()));
        var own = await Assert.ThrowsAsync<RpcException>(
            async () => await data.QueryObservationsAsync(new() { Selection = new() { Indicators = { "chief_experts_seconded" } } }));
        Assert.All([forwarded, own], SaysWhenToTryAgain);
        var health = new Health.HealthClient(suite.Channel);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, (await health.CheckAsync(new HealthCheckRequest { Service = ReformService.Descriptor.FullName })).Status);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest())).Status);
    }

    private static void SaysWhenToTryAgain(RpcException failure)
    {
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Equal(("service_unavailable", Down), (Errors.Read(failure)!.Code, Errors.Read(failure)!.Value));
        var details = Google.Rpc.Status.Parser.ParseFrom(failure.Trailers.GetValueBytes("grpc-status-details-bin")).Details;
        Assert.Single(details, detail => detail.Is(Google.Rpc.RetryInfo.Descriptor));
    }

    // Who sends calls here goes on; who watches the suite is alarmed.
    private async Task OperatorsAreToldAsync()
    {
        using var operations = new HttpClient { BaseAddress = suite.Gateway.Address(Listener.Operations) };
        using var ready = await operations.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        using var health = await operations.GetAsync("/health");
        var checks = (await Rest.JsonAsync(health, HttpStatusCode.ServiceUnavailable)).GetProperty("checks").EnumerateArray().ToList();
        Assert.Equal(7, checks.Count);
        var lost = checks.Single(c => c.Text("name") == Down);
        Assert.Equal("isolated", lost.Text("circuit"));
        Assert.NotEmpty(lost.Text("lastRelease"));
        var metrics = (await operations.GetStringAsync("/metrics")).Split('\n');
        Assert.Contains($"indicators_upstream_up{{service=\"{Down}\"}} 0", metrics);
        Assert.Contains($"indicators_upstream_circuit_state{{service=\"{Down}\",state=\"isolated\"}} 1", metrics);
        Assert.DoesNotContain(metrics, line => line.StartsWith($"indicators_data_sequence{{service=\"{Down}\"", StringComparison.Ordinal));
        Assert.Equal(["reforms: no answer"], checks.Where(c => c.Text("status") == "unhealthy").Select(c => $"{c.Text("name")}: {c.Text("description")}"));
    }

    private static List<string> Unavailable(JsonElement page) => [.. page.GetProperty("unavailable").EnumerateArray().Select(s => s.GetString()!)];
}
