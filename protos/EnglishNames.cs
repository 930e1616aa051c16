using System.Collections.Frozen;
using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>English names of agencies, hospitals, projects and specialties that documents name in Chinese alone: this project's own rendering.</summary>
public static class EnglishNames
{
    private static readonly FrozenDictionary<string, string> ByChinese =
        CodeLists.Load("names", (table, row) => KeyValuePair.Create(table.Cell(row, "name_zh"), table.Cell(row, "name_en")))
            .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name as a document gives it; where it gives no English one, the English of the list, or "" where that has none either.</summary>
    public static LocalizedText Of(string zh, string en = "") => new() { Zh = zh, En = en.Length > 0 ? en : ByChinese.GetValueOrDefault(zh, "") };
}
