using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Formats;

/// <summary>
/// Warnings of a file, which has no place for them, as a header: `unknown_code; indicator=nope; hint=beds, ...`, each part percent-encoded.
/// </summary>
internal static class FileWarnings
{
    private const int MostShown = 10;

    public static StringValues Header(Ask ask, IReadOnlyList<Warning> warnings)
    {
        var all = ask.Arguments.Warnings.Concat(warnings.Select(w => ParameterNames.Rename(w.Clone(), ask.Operation))).Take(MostShown)
            .Select(Text).ToList();
        return all.Count == 0 ? default : string.Join(", ", all);
    }

    private static string Text(Warning warning) =>
        $"{warning.Code}; {Uri.EscapeDataString(warning.Parameter)}={Uri.EscapeDataString(warning.Value)}; "
            + $"hint={Uri.EscapeDataString(warning.Hint)}";
}
