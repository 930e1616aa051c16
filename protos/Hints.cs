using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>
/// The valid codes that a reader probably meant who typed a name, a code of another list or a slip of the pen; several are joined by commas, as a
/// request takes them, and "" is none.
/// </summary>
public static class Hints
{
    private const int MostCodes = 5;
    private const int LongestText = 100;
    private const int CityCode = 4;
    private const int ProvinceCode = 2;

    private static readonly string[] Ranks =
        ["特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "自治州", "地区", "省", "市", "县", "区"];

    private static readonly List<(string Code, LocalizedText Name)> AreaNames = [.. CodeLists.Areas.Values
        .OrderBy(a => a.Gb2260, StringComparer.Ordinal)
        .SelectMany(a => new[] { (a.Code, a.Name), (a.Code, new LocalizedText { Zh = WithoutRank(a.Name.Zh), En = a.Name.En }) })];

    /// <summary>Codes of areas for a name in zh or en, a GB/T 2260 code or a wrong code.</summary>
    public static string Area(string value) => OfDigits(value.Trim()) is { Length: > 0 } code ? code : Named(value, AreaNames);

    /// <summary>Codes of indicators for a name, words of a name or a wrong code.</summary>
    public static string Indicator(string value, IEnumerable<Indicator> known) => Named(value, known.Select(i => (i.Code, i.Name)));

    /// <summary>The nearest name of a list that has no codes, such as that of agencies.</summary>
    public static string Name(string value, IEnumerable<string> known) =>
        Find(value, known.Select(name => (name, new LocalizedText { Zh = name, En = name }))).FirstOrDefault("");

    /// <summary>Codes for a code or a name, whole, in part or misspelt.</summary>
    public static string Named(string value, IEnumerable<(string Code, LocalizedText Name)> known) =>
        string.Join(',', Find(value, known).Distinct(StringComparer.Ordinal).Take(MostCodes));

    private static IEnumerable<string> Find(string value, IEnumerable<(string Code, LocalizedText Name)> known)
    {
        var text = value.Trim();
        if (text.Length is 0 or > LongestText)
        {
            return [];
        }

        var all = known.ToList();
        var same = all.FindAll(k => Same(k.Code, text) || Same(k.Name.Zh, text) || Same(k.Name.En, text));
        if (same.Count > 0)
        {
            return Codes(same);
        }

        var holding = all.FindAll(k => Holds(k, text));
        if (holding.Count > 0)
        {
            return Codes(holding.OrderBy(k => k.Name.Zh.Length));
        }

        if (Nearest.To(text, all.Select(k => k.Code)) is { Length: > 0 } code)
        {
            return [code];
        }

        var name = Nearest.To(text, all.SelectMany(k => new[] { k.Name.Zh, k.Name.En }));
        return Codes(all.Where(k => name.Length > 0 ? k.Name.Zh == name || k.Name.En == name : IsAbbreviation(text, k.Name.Zh)));

        static IEnumerable<string> Codes(IEnumerable<(string Code, LocalizedText Name)> found) => found.Select(f => f.Code);
    }

    private static string OfDigits(string value)
    {
        var digits = value.StartsWith("CN-", StringComparison.OrdinalIgnoreCase) ? value[3..] : value;
        if (digits.Length is not (ProvinceCode or CityCode or 6) || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return "";
        }

        // The place itself, else the city and then the province that it lies in.
        var tries = new[] { digits.PadRight(6, '0'), digits[..Math.Min(CityCode, digits.Length)].PadRight(6, '0'), digits[..ProvinceCode].PadRight(6, '0') };
        return tries.Select(gb => CodeLists.Areas.Values.FirstOrDefault(a => a.Gb2260 == gb)?.Code).FirstOrDefault(code => code is not null) ?? "";
    }

    private static bool Holds((string Code, LocalizedText Name) known, string text)
    {
        // One letter stands in nearly every name; one Chinese character is a word.
        if (text.Length == 1 && char.IsAscii(text[0]))
        {
            return false;
        }

        var words = text.Split([' ', '-', '_', ','], StringSplitOptions.RemoveEmptyEntries);
        return known.Name.Zh.Contains(text, StringComparison.OrdinalIgnoreCase)
            || known.Code.Contains(text, StringComparison.OrdinalIgnoreCase)
            || (words.Length > 0 && Array.TrueForAll(words, word => known.Name.En.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    // 卫健委 for 国家卫生健康委: its characters stand in the name in their order.
    private static bool IsAbbreviation(string text, string name)
    {
        var at = 0;
        foreach (var character in name)
        {
            at += at < text.Length && text[at] == character ? 1 : 0;
        }

        return at == text.Length && text.Length > 1 && !char.IsAscii(text[0]);
    }

    private static string WithoutRank(string name) => Array.Find(Ranks, r => name.Length > r.Length && name.EndsWith(r, StringComparison.Ordinal)) is { } rank
        ? name[..^rank.Length]
        : name;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
