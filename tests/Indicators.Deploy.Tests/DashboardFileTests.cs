using System.Text.Json;
using System.Text.RegularExpressions;
using Indicators.Testing;

namespace Indicators.Deploy.Tests;

/// <summary>The shape of the files: what Grafana 11 and later need to load them.</summary>
public sealed partial class DashboardFileTests
{
    private const int Columns = 24;

    [Fact]
    public void Dashboards_All_AreClassicOnesOfGrafana11WithTitlesInBothLanguages()
    {
        Assert.Equal(["counties", "health", "money", "reform"], Dashboards.All.Keys);
        Assert.Equal(Dashboards.All.Count, Dashboards.All.Values.Select(d => d.GetProperty("uid").GetString()).Distinct().Count());
        foreach (var dashboard in Dashboards.All.Values)
        {
            Assert.InRange(dashboard.GetProperty("schemaVersion").GetInt32(), 39, 41);
            Assert.Equal(JsonValueKind.Null, dashboard.GetProperty("id").ValueKind);
            Assert.All(Dashboards.Panels(dashboard).Prepend(dashboard), titled => Assert.Matches(BothLanguages(), titled.GetProperty("title").GetString()));
        }
    }

    [Fact]
    public void Panels_All_StandInTheGridWithoutOverlap()
    {
        foreach (var dashboard in Dashboards.All.Values)
        {
            var panels = Dashboards.Panels(dashboard).ToList();
            Assert.Equal(panels.Count, panels.Select(p => p.GetProperty("id").GetInt32()).Distinct().Count());
            var cells = panels.SelectMany(p => Cells(p.GetProperty("gridPos"))).ToList();
            Assert.Equal(cells.Count, cells.Distinct().Count());
            Assert.All(cells, cell => Assert.InRange(cell.X, 0, Columns - 1));
        }
    }

    [Fact]
    public void Panels_All_AskAProvisionedDataSource()
    {
        var provisioned = Uid().Matches(File.ReadAllText(Tree.Path("deploy/grafana/provisioning/datasources/indicators.yml"))).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Equal(3, provisioned.Count);
        foreach (var panel in Dashboards.All.Values.SelectMany(Dashboards.Panels))
        {
            var own = panel.GetProperty("datasource").GetProperty("uid").GetString()!;
            Assert.Contains(own, provisioned);
            Assert.All(panel.GetProperty("targets").EnumerateArray(), t => Assert.Equal(own, t.GetProperty("datasource").GetProperty("uid").GetString()));
        }
    }

    private static IEnumerable<(int X, int Y)> Cells(JsonElement at) =>
        from x in Enumerable.Range(at.GetProperty("x").GetInt32(), at.GetProperty("w").GetInt32())
        from y in Enumerable.Range(at.GetProperty("y").GetInt32(), at.GetProperty("h").GetInt32())
        select (x, y);

    [GeneratedRegex(@"[\u4e00-\u9fff].* / [A-Za-z]")]
    private static partial Regex BothLanguages();

    [GeneratedRegex(@"uid: (\S+)")]
    private static partial Regex Uid();
}
