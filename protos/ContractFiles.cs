namespace Indicators.Contracts;

/// <summary>The text of the contracts that this build was made from.</summary>
public static class ContractFiles
{
    /// <summary>A file by its name as others import it, such as `indicators/data/v1/data.proto`: UTF-8, comments included.</summary>
    /// <exception cref="ArgumentException">No such file was built.</exception>
    public static Stream Open(string name) =>
        typeof(ContractFiles).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"{name} is no file of the contracts", nameof(name));
}
