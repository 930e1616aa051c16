using System.Text.RegularExpressions;

namespace Indicators.Architecture.Tests;

/// <summary>Comments are not in descriptors at run time, so they are read where they are written.</summary>
internal static partial class ProtoSource
{
    /// <summary>Messages, fields, enum values, services and methods without a comment on the line above, as `file:line: text`.</summary>
    public static IEnumerable<string> Uncommented(string path)
    {
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (Declaration().IsMatch(lines[i]) && !lines[i - 1].TrimStart().StartsWith("//", StringComparison.Ordinal))
            {
                yield return $"{Path.GetFileName(path)}:{i + 1}: {lines[i].Trim()}";
            }
        }
    }

    // A value of zero named ..._UNSPECIFIED says all in its name.
    [GeneratedRegex(@"^\s*((message|service|enum|rpc|oneof)\s+\w+|(repeated\s+|optional\s+|map<)?[\w.,<> ]+\s+\w+\s*=\s*\d+\s*;|[A-Z][A-Z0-9_]*(?<!_UNSPECIFIED)\s*=\s*\d+;)")]
    private static partial Regex Declaration();
}
