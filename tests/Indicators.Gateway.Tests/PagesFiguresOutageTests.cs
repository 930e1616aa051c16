using System.Net;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Pages of figures while a service is down.</summary>
public sealed class PagesFiguresOutageTests(SuiteHost suite)
{
    private const string Down = "reforms";

    // No other test asks for these, so that the first is kept here and the others nowhere.
    private const string Kept = "/indicators/reform_tasks?area=CN";
    private const string NotKept = "/indicators/reform_task_sections?area=CN";
    private const string Proof = "/figures?indicator=healthy_china_tasks&area=CN&period=2023";

    [Fact]
    public async Task ServiceDown_PagesSayWhatIsOldOrMissing()
    {
        _ = await suite.PageAsync(Kept);
        var kept = await suite.PageAsync(Kept);
        await suite.StopServiceAsync(Down);
        try
        {
            await Rest.UntilAsync(async () => (await suite.PageAsync(Kept)).Contains("可能已经过时"));
            using var stale = await suite.Client.GetAsync(Kept);
            var body = await stale.Content.ReadAsStringAsync();
            Assert.Contains("可能已经过时", body);
            Assert.Equal(kept.Length, body.Length - (body.IndexOf("</p>", StringComparison.Ordinal) + 4 - body.IndexOf("<p class=\"notice stale\"", StringComparison.Ordinal)));
            Assert.True(stale.Headers.CacheControl!.NoStore);
            Assert.True(stale.Headers.Contains("Content-Security-Policy"));

            var missing = PagesHtml.Words(await suite.PageAsync(NotKept));
            Assert.Contains("以下内容因服务暂时无法访问而未列出：改革任务", missing);
            Assert.Contains("定义", missing);

            using var refused = await suite.Client.GetAsync(Proof);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        finally
        {
            suite.StartService(Down);
        }

        await Rest.UntilAsync(async () => !(await suite.PageAsync(Kept)).Contains("可能已经过时"));
    }
}
