using Google.Protobuf.Collections;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Questions that travel together: by the batch RPC, and by the gateway's own doing where many readers ask at once.</summary>
public sealed class BatchTests(SuiteHost suite)
{
    private static readonly string[] Codes = ["beds", "beds_per_1000", "visits", "regional_medical_center_projects", "key_specialty_projects", "basic_insurance_fund_income"];

    private readonly IndicatorDataService.IndicatorDataServiceClient data = new(suite.Channel);

    [Fact]
    public async Task Batch_OneQuestionAtFault_AnswersTheOthersAsTheirOwnCallsDo()
    {
        QueryObservationsRequest[] requests = [Question("beds"), Question("bedz"), Question("key_specialty_projects")];

        var results = (await data.BatchQueryObservationsAsync(new BatchQueryObservationsRequest { Requests = { requests } })).Results;

        Assert.Equal((await data.QueryObservationsAsync(requests[0])).Observations, results[0].Page.Observations);
        Assert.Equal((await data.QueryObservationsAsync(requests[2])).Observations, results[2].Page.Observations);
        var alone = await Assert.ThrowsAsync<RpcException>(async () => await data.QueryObservationsAsync(requests[1]));
        var together = Errors.FromFailure(results[1].Failure);
        Assert.Equal((alone.Status.StatusCode, alone.Status.Detail), (together.Status.StatusCode, together.Status.Detail));
        Assert.Equal(Errors.Read(alone), Errors.Read(together));
    }

    [Theory]
    [InlineData(0, 1, "requests")]
    [InlineData(65, 1, "requests")]
    [InlineData(11, 1000, "requests.page_size")]
    public async Task Batch_OfNoSizeOrTooLarge_IsRefusedEverywhere(int count, int pageSize, string parameter)
    {
        var request = new BatchQueryObservationsRequest { Requests = { Enumerable.Repeat(new QueryObservationsRequest { PageSize = pageSize }, count) } };
        using var service = suite.ServiceChannel("health-resources");

        foreach (var client in new[] { data, new IndicatorDataService.IndicatorDataServiceClient(service) })
        {
            var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.BatchQueryObservationsAsync(request));
            Assert.Equal((StatusCode.InvalidArgument, parameter), (refused.StatusCode, Errors.Read(refused)!.Parameter));
        }
    }

    [Fact]
    public async Task Rest_ManyReadersAtOnce_GetEachTheirOwnFigures()
    {
        var addresses = (from code in Codes from first in Enumerable.Range(2000, 25) select (code, first)).ToList();

        var answers = await Task.WhenAll(addresses.Select(a => suite.ItemsAsync($"/v1/observations?indicator={a.code}&area=CN&period={a.first}..2025")));

        foreach (var ((code, first), items) in addresses.Zip(answers))
        {
            var page = await data.QueryObservationsAsync(new() { PageSize = 100, Selection = new() { Indicators = { code }, Areas = { "CN" }, Periods = { $"{first}..2025" } } });
            Assert.Equal(Rows(page.Observations), items.Select(i => $"{i.Text("indicator")} {i.Text("period")} {i.GetProperty("value").GetRawText()}"));
        }
    }

    [Fact]
    public async Task Readers_WhoGoAway_LeaveTheOthersTheirAnswers()
    {
        using var gone = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 200).Select(n => (Stays: n % 2 == 0, Call: data.QueryObservationsAsync(
            Question(Codes[n % Codes.Length]), cancellationToken: n % 2 == 0 ? default : gone.Token).ResponseAsync)).ToList();
        await gone.CancelAsync();

        foreach (var (_, call) in calls.Where(c => c.Stays))
        {
            Assert.NotEmpty((await call).Observations);
        }

        foreach (var (_, call) in calls.Where(c => !c.Stays))
        {
            // It may have been answered before its reader went.
            var ended = await Record.ExceptionAsync(() => call);
            Assert.True(ended is null or RpcException { StatusCode: StatusCode.Cancelled });
        }
    }

    private static QueryObservationsRequest Question(string indicator) => new() { PageSize = 10, Selection = new() { Indicators = { indicator }, Areas = { "CN" } } };

    private static IEnumerable<string> Rows(RepeatedField<Types.V1.Observation> figures) => figures.Select(f => $"{f.Indicator} {f.Period.Code} {f.Value}");
}
