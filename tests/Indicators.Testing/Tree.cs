namespace Indicators.Testing;

/// <summary>The repository that the tests were built in.</summary>
public static class Tree
{
    private static readonly HashSet<string> NotWritten = [".git", "bin", "obj", "var", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", ".vs", ".idea", ".vscode"];

    /// <summary>Absolute folder of Indicators.sln.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Absolute path of a file or folder of the repository.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>Files of the repository that people wrote: nothing built, installed or stored by running it.</summary>
    /// <param name="pattern">Such as `*.cs`.</param>
    /// <param name="folder">Folder to look in; empty: everywhere.</param>
    public static IEnumerable<string> Files(string pattern, string folder = "") => Files(new DirectoryInfo(Path(folder)), pattern);

    private static IEnumerable<string> Files(DirectoryInfo folder, string pattern) => folder.EnumerateFiles(pattern).Select(f => f.FullName)
        .Concat(folder.EnumerateDirectories().Where(d => !NotWritten.Contains(d.Name)).SelectMany(d => Files(d, pattern)));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("No Indicators.sln above the tests.")
        : File.Exists(System.IO.Path.Combine(folder.FullName, "Indicators.sln")) ? folder.FullName
        : Find(folder.Parent);
}
