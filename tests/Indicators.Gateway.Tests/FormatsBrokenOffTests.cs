using System.Net;
using Grpc.Core;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Files whose reader or whose service goes away.</summary>
[Collection(nameof(LargeSuite))]
public sealed class FormatsBrokenOffTests(LargeSuite large)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly SuiteHost suite = large.Suite;

    [Theory]
    [InlineData("/v1/observations", $"?format=ndjson&{LargeSuite.Query}")]
    [InlineData("/v1/observations", $"?format=csv&{LargeSuite.Query}")]
    [InlineData("/metrics/indicators/history", "")]
    public async Task Reader_GoesAwayInTheMiddle_BothEnd(string path, string query)
    {
        using var call = new RequestWatch(suite.Service(LargeSuite.Service), "/StreamObservations");
        using var request = new RequestWatch(suite.Gateway, path);
        var (client, body) = await large.BeginAtAsync(path + query);
        await call.Begun.WaitAsync(Patience);
        await body.DisposeAsync();
        client.Dispose();

        // Both end and the suite goes on. Whether the service was cut or had sent all is the connections' business: their buffers may hold a file.
        await call.Ended.WaitAsync(Patience);
        await request.Ended.WaitAsync(Patience);
        Assert.NotEmpty(await suite.ItemsAsync("/v1/observations?indicator=beds&pageSize=1"));
    }

    [Fact]
    public async Task Service_GoesAwayInTheMiddle_TheConnectionIsCut()
    {
        var (client, body) = await large.BeginAsync("ndjson");
        using var _ = client;
        await suite.StopServiceAsync(LargeSuite.Service);
        try
        {
            var read = new MemoryStream();
            await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(read));
            Assert.NotEqual(0, read.Length);
        }
        finally
        {
            suite.StartService(LargeSuite.Service);
        }

        await Rest.UntilAsync(async () => (await StatusAsync("csv", LargeSuite.Query)).Status == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("ndjson")]
    [InlineData("jsonstat")]
    public async Task Service_Down_IsAProblemBeforeTheFirstByte(string format)
    {
        const string Query = "indicator=chief_experts_seconded,beds&area=CN&period=2010..2024&kind=actual";
        await suite.StopServiceAsync("reforms");
        try
        {
            // Nobody has noticed yet; then everybody has.
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await StatusAsync(format, "indicator=chief_experts_seconded")).Status);
            await Rest.UntilAsync(async () => (await StatusAsync(format, Query)).Status == HttpStatusCode.ServiceUnavailable);
            using var response = await suite.Client.GetAsync($"/v1/observations?format={format}&{Query}");
            var problem = await Rest.JsonAsync(response, HttpStatusCode.ServiceUnavailable);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("reforms", problem.GetProperty("errors")[0].Text("value"));
            Assert.NotNull(response.Headers.RetryAfter);
            Assert.Null(response.Content.Headers.ContentDisposition);
        }
        finally
        {
            suite.StartService("reforms");
        }

        await Rest.UntilAsync(async () => (await StatusAsync(format, Query)).Status == HttpStatusCode.OK);
    }

    private async Task<(HttpStatusCode Status, byte[] Body)> StatusAsync(string format, string query)
    {
        using var response = await suite.Client.GetAsync($"/v1/observations?format={format}&{query}");
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }
}
