using System.Reflection;
using Indicators.Testing;

namespace Indicators.Architecture.Tests;

/// <summary>Which project may know which: the reason why they are separate projects.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Shared = new()
    {
        ["Rpc.Core"] = [],
        ["Contracts"] = ["Rpc.Core"],
        ["Rpc"] = ["Rpc.Core"],
        ["Store"] = ["Contracts"],
        ["ServiceDefaults"] = ["Contracts", "Rpc"],
        ["Gateway"] = ["Contracts", "Rpc", "ServiceDefaults"],
        ["Cli"] = ["Contracts", "Rpc", "ServiceDefaults"],
    };

    [Fact]
    public void SharedProject_References_AreThoseOfTheDesign()
    {
        foreach (var (name, allowed) in Shared.Where(s => Projects.All.ContainsKey(s.Key)))
        {
            Assert.Empty(Projects.All[name].References.Except(allowed).Select(r => $"{name} -> {r}"));
        }
    }

    [Fact]
    public void Service_References_NoOtherService()
    {
        Assert.Equal(6, Projects.Services.Count());
        foreach (var service in Projects.Services)
        {
            Assert.Empty(service.References.Except(["Contracts", "Rpc", "ServiceDefaults", "Store"]).Select(r => $"{service.Name} -> {r}"));
        }
    }

    [Theory]
    [InlineData("Gateway")]
    [InlineData("Cli")]
    public void FrontProgram_Reaches_NoDatabase(string name)
    {
        var reached = Projects.All[name].Reaches().Append(name).ToList();
        Assert.DoesNotContain("Store", reached);
        Assert.DoesNotContain(reached.SelectMany(r => Projects.All[r].Packages), p => p is "Dapper" or "Microsoft.Data.Sqlite" or "Npgsql");
    }

    [Theory]
    [InlineData("Indicators.Gateway")]
    [InlineData("Indicators.Cli")]
    [InlineData("Indicators.Rpc")]
    [InlineData("Indicators.ServiceDefaults")]
    public void Assembly_UsesInItsCode_NoDatabase(string assembly)
    {
        var used = Assembly.Load(assembly).GetReferencedAssemblies().Select(a => a.Name);
        Assert.DoesNotContain(used, name => name is "Indicators.Store" or "Dapper" or "Microsoft.Data.Sqlite");
    }

    [Fact]
    public void PackageVersion_StandsOnlyInTheCentralFile()
    {
        var versions = Tree.Files("*.csproj").Where(file => File.ReadAllText(file).Contains("PackageReference", StringComparison.Ordinal)
            && System.Xml.Linq.XDocument.Load(file).Descendants("PackageReference").Any(p => p.Attribute("Version") is not null));
        Assert.Empty(versions);
    }

    [Fact]
    public void OfficialPackagesSwitch_IsKnownOnlyToTheRuntimeAndServiceDefaults()
    {
        string[] allowed = ["Indicators.Rpc.csproj", "Indicators.Rpc.Core.csproj", "Indicators.ServiceDefaults.csproj"];
        var others = Tree.Files("*.csproj").Where(f => File.ReadAllText(f).Contains("UseOfficialPackages", StringComparison.Ordinal)).Select(Path.GetFileName);
        Assert.Empty(others.Except(allowed));
    }
}
