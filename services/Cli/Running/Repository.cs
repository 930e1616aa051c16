namespace Indicators.Cli.Running;

/// <summary>The tree that this program was built in: the suite runs from there, whatever folder it is called from.</summary>
internal sealed class Repository
{
    private readonly string root;

    private Repository(string root) => this.root = root;

    public static Repository Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Indicators.sln")))
            {
                return new Repository(folder.FullName);
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository (no Indicators.sln above it).");
    }

    public string Path(string relative) => System.IO.Path.Combine(root, relative);

    /// <summary>The built program of a process: `medical-centers` is services/MedicalCenters, in the configuration that this program was built in.</summary>
    public string Program(string process)
    {
        var name = string.Concat(process.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var own = System.IO.Path.GetRelativePath(Path("services/Cli"), AppContext.BaseDirectory);
        var program = System.IO.Path.Combine(root, "services", name, own, $"Indicators.{name}.dll");
        return File.Exists(program) ? program : throw new InvalidOperationException($"{program} is not built; `make run` builds it.");
    }
}
