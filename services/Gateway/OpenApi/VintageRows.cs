using Indicators.Gateway.Formats;
using static Indicators.Gateway.OpenApi.Field;

namespace Indicators.Gateway.OpenApi;

/// <summary>Members of what was published before and of what changed.</summary>
internal static class VintageRows
{
    private static readonly string[] Reasons = [.. Enums.ReplacementReasons.Choices, ""];

    // What names a figure is the same in every row.
    private static readonly Field[] Key =
    [
        .. FigureRows.All["Observation"].TakeWhile(f => f.Name != "value"),
        .. FigureRows.All["Observation"].Where(f => f.Name is "unit" or "unitZh" or "unitEn"),
    ];

    public static readonly Dictionary<string, Field[]> All = new()
    {
        ["Vintage"] =
        [
            .. Key,
            Number("value", "Exact decimal in the base unit.", 76),
            Choice("qualifier", "How exactly the document states it.", Enums.Qualifiers.Choices),
            Text("publishedValue", "The number as the document prints it.", "76"),
            Text("publishedUnit", "The unit as the document prints it.", "个"),
            Choice("status", "What became of it.", Enums.VintageStatuses.Choices),
            Text("knownFrom", "Day from which it counts as known; empty: unknown.", "2023-04-13"),
            Text("knownUntil", "Last day on which its number was shown, or on which it stood if it never was; empty while it stands.", ""),
            Text("replacedBy", "Id of the release that took its place; empty while it stands.", ""),
            Choice("reason", "Why another statement is shown; empty where none is.", Reasons),
            .. Both("reasonText", "The same in words; of a withdrawal its own", "", ""),
            Flag("preliminary", "It was stated as preliminary."),
            Flag("seriesBreak", "The series changes its meaning here; figures before are not comparable."),
            .. FigureRows.Origin,
        ],
        // A figure as a query shows it, without what only a comparison with the year before adds.
        ["Dispute"] = [.. FigureRows.All["Observation"].Where(f => !f.Name.StartsWith("change", StringComparison.Ordinal))],
        ["FigureChange"] =
        [
            Choice("change", "What happened.", Enums.ChangeTypes.Choices),
            .. Key,
            KnownNumber("value", "The number after the change; null where it was withdrawn.", 76),
            Choice("qualifier", "How exactly it is stated; empty where it was withdrawn.", [.. Enums.Qualifiers.Choices, ""]),
            Text("publishedValue", "The number as the document prints it.", "76"),
            Text("publishedUnit", "The unit as the document prints it.", "个"),
            KnownNumber("oldValue", "The number before; null where there was none.", 50),
            Choice("oldQualifier", "How exactly that was stated; empty where there was none.", [.. Enums.Qualifiers.Choices, ""]),
            Text("oldPublishedValue", "That number as its document prints it.", "50"),
            Text("oldPublishedUnit", "Its unit as its document prints it.", "个"),
            Choice("reason", "Why the one stands in place of the other; empty where none does.", Reasons),
            .. FigureRows.Note,
            OneOrNone("source", "Source", "Where the number after was read; null where it was withdrawn."),
            OneOrNone("oldSource", "Source", "Where the number before was read; null where there was none."),
        ],
    };
}
