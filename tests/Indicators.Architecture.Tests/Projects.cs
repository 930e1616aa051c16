using System.Xml.Linq;
using Indicators.Testing;

namespace Indicators.Architecture.Tests;

/// <summary>The projects outside the tests by short name, with the projects and packages that each names.</summary>
internal static class Projects
{
    public static IReadOnlyDictionary<string, Project> All { get; } = Directory
        .GetFiles(Tree.Path("services"), "*.csproj", SearchOption.AllDirectories)
        .Append(Tree.Path("protos/Indicators.Contracts.csproj"))
        .Select(Read)
        .ToDictionary(p => p.Name);

    /// <summary>The services that own data: those with a store.</summary>
    public static IEnumerable<Project> Services => All.Values.Where(p => p.References.Contains("Store"));

    private static Project Read(string path)
    {
        var xml = XDocument.Load(path);
        return new Project(
            Short(path),
            Path.GetDirectoryName(path)!,
            Includes("ProjectReference").Select(Short).ToHashSet(),
            Includes("PackageReference").ToHashSet());

        IEnumerable<string> Includes(string element) => xml.Descendants(element).Select(e => e.Attribute("Include")!.Value);
    }

    private static string Short(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Replace("Indicators.", "", StringComparison.Ordinal);
}

internal sealed record Project(string Name, string Folder, IReadOnlySet<string> References, IReadOnlySet<string> Packages)
{
    /// <summary>Everything that it reaches by references.</summary>
    public IReadOnlySet<string> Reaches() => References.SelectMany(r => Projects.All[r].Reaches().Append(r)).ToHashSet();
}
