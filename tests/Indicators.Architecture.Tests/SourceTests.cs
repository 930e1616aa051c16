using System.Text.RegularExpressions;
using Indicators.Testing;

namespace Indicators.Architecture.Tests;

/// <summary>What holds for the text of the tree.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 400;
    private static readonly string[] Binary = [".binpb", ".png", ".ico", ".xlsx"];

    [Fact]
    public void ProgramOfAService_HasAtMost15Lines() =>
        Assert.Empty(Projects.Services.Select(s => Lines(s, 15)).OfType<string>());

    [Fact]
    public void ProgramOfTheGateway_HasAtMost45Lines() =>
        Assert.Null(Lines(Projects.All["Gateway"], 45));

    [Fact]
    public void SourceFile_IsNeverLong() =>
        Assert.DoesNotContain(Tree.Files("*.cs"), f => File.ReadLines(f).Count() > LongestFile);

    [Fact]
    public void File_NamesNoMachinePathAndNoPackageRegistry()
    {
        var found = Tree.Files("*")
            .Where(f => !Binary.Contains(Path.GetExtension(f)))
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (Place: $"{Path.GetRelativePath(Tree.Root, f)}:{i + 1}", Match: Forbidden().Match(line))))
            .Where(hit => hit.Match.Success)
            .Select(hit => $"{hit.Place}: {hit.Match.Value}");
        Assert.Empty(found);
    }

    [Fact]
    public void File_HoldsNoUnfinishedWork() =>
        Assert.DoesNotContain(Tree.Files("*.cs"), f => Unfinished().IsMatch(File.ReadAllText(f)));

    private static string? Lines(Project project, int most)
    {
        var count = File.ReadLines(Path.Combine(project.Folder, "Program.cs")).Count();
        return count > most ? $"{project.Name} has {count} lines" : null;
    }

    // The words are split so that this file does not find itself.
    [GeneratedRegex(@"(?<![\w.<>/-])/(wo" + @"rk|ro" + @"ot|ho" + @"me|Us" + @"ers)/[\w.]|nuget" + @"\.org|npm" + @"js\.(org|com)|npm" + @"mirror|pypi" + @"\.org|[a-z]:\\Us" + @"ers", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();

    [GeneratedRegex("NotImplemented" + @"Exception|\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b")]
    private static partial Regex Unfinished();
}
