using Indicators.Testing;

namespace Indicators.EndToEnd.Tests;

/// <summary>`make run`: what it prints, what it refuses and what it leaves behind.</summary>
public sealed class RunTests(RunningSuite running)
{
    [Fact]
    public void Run_Ready_PrintsAddressesAndThreeCalls()
    {
        Assert.All(running.Ports.AsArguments().Where(a => a.Contains(":Grpc=", StringComparison.Ordinal)), port => Assert.Contains(":" + port.Split('=')[1], running.Output));
        Assert.Equal(2, running.Output.Split("curl '").Length - 1);
        Assert.Contains("make query INDICATOR=", running.Output);
    }

    [Fact]
    public async Task Run_PortTaken_NamesPortAndKey()
    {
        var ports = Ports.Choose();
        using var other = Ports.Listen(ports["Suite:Services:reforms:Grpc"]);
        await using var suite = SuiteProcess.Start(ports);
        Assert.Equal(1, await suite.EndedAsync());
        Assert.Contains($"port {ports["Suite:Services:reforms:Grpc"]} is taken", suite.Output);
        Assert.Contains("Suite:Services:reforms:Grpc", suite.Output);
    }

    [Fact]
    public async Task Run_BrokenSeed_StopsAndNamesFileRowAndColumn()
    {
        using var seeds = new TemporaryFolder();
        var definitions = Directory.CreateDirectory(Path.Combine(seeds.Path, "indicators")).FullName;
        File.Copy(Tree.Path("seeds/indicators/county-hospitals.csv"), Path.Combine(definitions, "county-hospitals.csv"));
        var code = File.ReadLines(Tree.Path("seeds/indicators/county-hospitals.csv")).ElementAt(1).Split(',')[0];
        TestPackage.Write(
            Path.Combine(seeds.Path, "releases"), "broken", "county-hospitals", "2024-05-06",
            $"{code},CN,2023,,50.0,percent,exact,actual,p. 1,,,,,", $"{code},CN-ZZ,2022,,50.0,percent,exact,actual,p. 1,,,,,");
        await using var suite = SuiteProcess.Start(seeds: seeds.Path);
        Assert.Equal(1, await suite.EndedAsync());
        Assert.Contains(Path.Combine("broken", "observations.csv") + ":3:area: CN-ZZ:", suite.Output);
    }

    [Fact]
    public async Task Run_Interrupted_LeavesNoProcessAndNoPort()
    {
        await using var suite = SuiteProcess.Start();
        await suite.ReadyAsync();
        var children = suite.Children();
        Assert.Equal(7, children.Count);
        Assert.Equal(0, await suite.InterruptAsync());
        Assert.DoesNotContain(children, id => Directory.Exists($"/proc/{id}"));
        foreach (var port in suite.Ports.All)
        {
            Ports.Listen(port).Dispose();
        }
    }
}
