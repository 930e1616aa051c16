using System.Net;

namespace Indicators.Faults.Tests;

/// <summary>A gateway that is asked to stop while answers are on their way to it.</summary>
public sealed class DrainTests(FaultySuite suite)
{
    private const string Late = "medical-centers";

    [Fact(Timeout = 120_000)]
    public async Task Gateway_AskedToStop_FinishesWhatItBegan()
    {
        var (gateway, client) = suite.AnotherGateway();
        await using var ending = gateway;
        using var closing = client;
        gateway.Start();
        await FaultySuite.UntilAsync("another gateway knows every service", async () => !(await client.GetStringAsync("/v1/indicators?pageSize=1")).Contains("\"unavailable\":[\""));
        var proxy = suite.Proxy(Late);
        var held = proxy.Held;
        proxy.Fault = NetworkFault.Late;
        var answers = Enumerable.Range(900, 8).Select(size => client.GetAsync($"/v1/observations?indicator={suite.Asked.Indicators[Late].Asked}&pageSize={size}")).ToList();
        await FaultySuite.UntilAsync("replies are on their way", () => Task.FromResult(proxy.Held > held + 2));
        await gateway.EndAsync("TERM");
        proxy.Fault = NetworkFault.None;
        foreach (var answer in await Task.WhenAll(answers))
        {
            using var whole = answer;
            Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
            Assert.EndsWith("}", await whole.Content.ReadAsStringAsync());
        }
    }
}
