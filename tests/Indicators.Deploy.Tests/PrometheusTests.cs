using Indicators.EndToEnd.Tests;
using Indicators.Testing;

namespace Indicators.Deploy.Tests;

/// <summary>The server that scrapes: its targets, its rules, and what promtool says of them and of what is scraped.</summary>
public sealed class PrometheusTests(Monitoring monitoring)
{
    [Fact]
    public async Task Targets_All_AreScraped()
    {
        var targets = await monitoring.Operations.TargetsAsync();
        Assert.Equal(["history 1", "indicators 1", "operations 7"], targets.GroupBy(t => t.Job).Select(g => $"{g.Key} {g.Count()}").Order());
        Assert.All(targets, t => Assert.True(t.Health == "up", $"{t.Address}: {t.Error}"));
    }

    [Fact]
    public async Task Rules_All_AreEvaluatedAndNoneFires()
    {
        var rules = await monitoring.Operations.RulesAsync();
        Assert.True(rules.Count > 15);
        foreach (var rule in rules)
        {
            var name = rule.GetProperty("name").GetString()!;
            var expression = rule.GetProperty("query").GetString()!;
            Assert.True(rule.GetProperty("health").GetString() is "ok" or "unknown", rule.GetRawText());
            await monitoring.Operations.QueryAsync(expression);
            if (rule.GetProperty("type").GetString() == "recording")
            {
                await Until.Async(() => monitoring.Operations.HasAsync(name), () => $"{name} recorded nothing.");
            }
            else
            {
                Assert.NotEqual("firing", rule.GetProperty("state").GetString());
            }
        }
    }

    [Theory]
    [InlineData("check config {0}/prometheus.yml")]
    [InlineData("check config {0}/history.yml")]
    [InlineData("check rules {0}/rules/recording.yml {0}/rules/alerts.yml")]
    [InlineData("test rules {0}/rules/tests.yml")]
    public async Task Promtool_OnTheFiles_FindsNothing(string command)
    {
        var (exitCode, output) = await Commands.ShellAsync($"promtool {string.Format(null, command, Tree.Path("deploy/prometheus"))}");
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Promtool_OnWhatIsScraped_FindsNothing()
    {
        foreach (var target in (await monitoring.Operations.TargetsAsync()).Where(t => t.Job != "history"))
        {
            var (exitCode, output) = await Commands.ShellAsync($"curl -fsS {target.Address} | promtool check metrics");
            Assert.True(exitCode == 0 && output.Length == 0, $"{target.Address}\n{output}");
        }
    }

    [Fact]
    public async Task Alerts_All_HaveATestOfTheirOwn()
    {
        var tests = await File.ReadAllTextAsync(Tree.Path("deploy/prometheus/rules/tests.yml"));
        var alerts = (await monitoring.Operations.RulesAsync()).Where(r => r.GetProperty("type").GetString() == "alerting");
        Assert.All(alerts, alert => Assert.Contains($"alertname: {alert.GetProperty("name").GetString()}\n        exp_alerts:\n", tests));
    }
}
