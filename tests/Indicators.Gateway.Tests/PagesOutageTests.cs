using System.Net;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Pages of registers while the service that owns some of them is gone.</summary>
public sealed class PagesOutageTests(SuiteHost suite)
{
    private const string Down = "reforms";

    // No other test asks for these, so that the first is kept here and the second nowhere.
    private const string Kept = "/registers/reform-tasks?pageSize=17";
    private const string NotKept = "/registers/reform-tasks?pageSize=18";

    [Fact]
    public async Task ServiceDown_PagesSaySo_AndTheOthersAreWhole()
    {
        _ = await suite.PageAsync(Kept);
        _ = await suite.PageAsync(Kept);
        await suite.StopServiceAsync(Down);
        try
        {
            await Rest.UntilAsync(async () => (await suite.Client.GetAsync(NotKept)).StatusCode == HttpStatusCode.ServiceUnavailable);
            var refused = await suite.PageAsync(NotKept, HttpStatusCode.ServiceUnavailable);
            Assert.Contains("暂时无法访问", refused);

            // A call fails before the gateway has found that the service is gone; until then the kept page is the newest.
            await Rest.UntilAsync(async () => (await suite.PageAsync(Kept)).Contains("可能已经过时"));
            var overview = PagesHtml.Words(await suite.PageAsync("/registers?lang=en&"));
            Assert.Contains("13 of 13 itemised: all of them.", overview);
            Assert.Contains("The service does not answer now.", overview);
            Assert.Equal(13, PagesHtml.Rows(await suite.PageAsync("/registers/national-centers?pageSize=14")).Count(r => r.StartsWith("nc-", StringComparison.Ordinal)));
        }
        finally
        {
            suite.StartService(Down);
        }

        await Rest.UntilAsync(async () => (await suite.Client.GetAsync(NotKept)).StatusCode == HttpStatusCode.OK);
        Assert.DoesNotContain("可能已经过时", await suite.PageAsync(Kept));
    }
}
