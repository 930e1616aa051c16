using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>The words that people write around a number, in zh and en; all lower-case.</summary>
internal static class ClaimWords
{
    private const string Percent = "%";

    private static readonly (string Word, Bound Bound)[] Before = Sort(
        (["约", "大约", "约为", "大概", "近", "将近", "接近", "几近", "about", "around", "approximately", "approx.", "approx", "roughly", "some", "nearly", "almost",
            "close to", "circa", "ca.", "~", "≈"], new Bound(Qualifier.About)),
        (["超过", "超", "多于", "大于", "高于", "逾", "突破", "more than", "over", "above", "exceeding", "upwards of", ">"], new Bound(Qualifier.MoreThan)),
        (["不少于", "不低于", "不小于", "至少", "最少", "达到", "at least", "no less than", "not less than", "no fewer than", "minimum of", ">=", "≥"], new Bound(Qualifier.AtLeast)),
        (["不超过", "不多于", "不高于", "不大于", "至多", "最多", "at most", "no more than", "not more than", "up to", "<=", "≤"], new Bound(Qualifier.AtMost)),
        (["不足", "不到", "少于", "低于", "小于", "less than", "fewer than", "below", "under", "<"], new Bound(Qualifier.AtMost, IsStrict: true)),
        (["力争", "争取", "力争达到", "strive for"], new Bound(Qualifier.StriveFor)));

    private static readonly (string Word, Bound Bound)[] After = Sort(
        (["左右", "上下", "or so"], new Bound(Qualifier.About)),
        (["以上", "or more", "and above"], new Bound(Qualifier.AtLeast)),
        (["以下", "以内", "or less", "or fewer"], new Bound(Qualifier.AtMost)));

    private static readonly string[] Open = ["多", "余", "几", "+"];

    private static readonly (string Word, decimal Scale)[] Scales =
    [
        ("hundred", 100), ("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000), ("trillion", 1_000_000_000_000), ("bn", 1_000_000_000),
        ("mn", 1_000_000), ("tn", 1_000_000_000_000), ("k", 1_000), ("m", 1_000_000), ("b", 1_000_000_000), ("十", 10), ("百", 100), ("千", 1_000), ("万", 10_000),
        ("萬", 10_000), ("亿", 100_000_000), ("億", 100_000_000),
    ];

    private static readonly string[] Money = ["元", "人民币", "元人民币", "yuan", "rmb", "cny", "￥", "¥", "元/人", "yuan per person"];

    private static readonly (string[] Words, string[] Units)[] Units =
    [
        ([Percent, "percent", "per cent", "pct", "个百分比"], ["percent"]),
        (["‰", "per mille"], ["per_mille"]),
        (["人", "名", "位", "people", "persons", "person"], ["persons", "persons_per_1000", "persons_per_10000", "count"]),
        (["人次", "person-times", "visits"], ["person_times", "person_times_per_day"]),
        (["张", "张床位", "张床", "beds", "bed"], ["beds", "beds_per_1000"]),
        (["个", "项", "家", "所", "种", "类", "批", "条", "处", "例", "座", "个项目", "items"], ["count", "ordinal"]),
        (["第", "批次"], ["ordinal", "count"]),
        (["年", "岁", "years", "year"], ["years"]),
        (["天", "日", "days", "day"], ["days"]),
        (["次", "times"], ["times_per_person", "person_times"]),
    ];

    /// <summary>Takes qualifiers and signs of money and percent off the front.</summary>
    public static (Bound? Bound, string Unit) TakeBefore(ref string rest)
    {
        var bound = Take(ref rest, Before);
        foreach (var (prefix, unit) in new[] { ("百分之", Percent), ("千分之", "‰"), ("人民币", "元"), ("rmb", "元"), ("cny", "元"), ("¥", "元"), ("第", "第") })
        {
            if (rest.StartsWith(prefix, StringComparison.Ordinal))
            {
                rest = rest[prefix.Length..].TrimStart();
                return (bound ?? Take(ref rest, Before), unit);
            }
        }

        return (bound, "");
    }

    /// <summary>Takes a qualifier off the end.</summary>
    public static Bound? TakeAfter(ref string rest)
    {
        foreach (var (word, bound) in After)
        {
            if (rest.EndsWith(word, StringComparison.Ordinal))
            {
                rest = rest[..^word.Length].TrimEnd();
                return bound;
            }
        }

        return null;
    }

    /// <summary>Takes `多`, `余` or `+` off the front.</summary>
    public static bool TakeOpen(ref string rest)
    {
        foreach (var word in Open)
        {
            if (rest.StartsWith(word, StringComparison.Ordinal))
            {
                rest = rest[word.Length..].TrimStart();
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a scale off the front, several of them multiplied: 千万 is 10,000,000.</summary>
    public static decimal TakeScale(ref string rest)
    {
        var scale = 1m;
        while (Array.Find(Scales, IsNext(rest)) is { Word: not null } found)
        {
            scale *= found.Scale;
            rest = rest[found.Word.Length..].TrimStart();
        }

        return scale;
    }

    /// <summary>The one unit that a sign before and a word after name; null where they differ or the word is unknown.</summary>
    public static string? Join(string before, string after)
    {
        var isKnown = after.Length == 0 || Array.IndexOf(Money, after) >= 0 || Array.Exists(Units, u => Array.IndexOf(u.Words, after) >= 0)
            || CodeLists.Units.ContainsKey(after);
        if (!isKnown)
        {
            return null;
        }

        var areOne = before.Length == 0 || after.Length == 0 || before == after || (before == "元" && Array.IndexOf(Money, after) >= 0) || before == "第";
        return !areOne ? null : after.Length > 0 ? after : before;
    }

    public static bool Fits(string word, string baseUnit) =>
        word == baseUnit
        || (Array.IndexOf(Money, word) >= 0 && baseUnit.StartsWith("CNY", StringComparison.Ordinal))
        || Array.Exists(Units, u => Array.IndexOf(u.Words, word) >= 0 && Array.IndexOf(u.Units, baseUnit) >= 0);

    // A letter is a scale only where no other letter follows: m is a million, and min is nothing.
    private static Predicate<(string Word, decimal Scale)> IsNext(string rest) => scale =>
        rest.StartsWith(scale.Word, StringComparison.Ordinal)
        && (!char.IsAsciiLetter(scale.Word[0]) || rest.Length == scale.Word.Length || !char.IsAsciiLetter(rest[scale.Word.Length]));

    private static Bound? Take(ref string rest, (string Word, Bound Bound)[] words)
    {
        foreach (var (word, bound) in words)
        {
            if (rest.StartsWith(word, StringComparison.Ordinal))
            {
                rest = rest[word.Length..].TrimStart();
                return bound;
            }
        }

        return null;
    }

    // The longest first, for 不少于 is not 少于.
    private static (string Word, Bound Bound)[] Sort(params (string[] Words, Bound Bound)[] groups) =>
        [.. groups.SelectMany(g => g.Words.Select(word => (word, g.Bound))).OrderByDescending(w => w.word.Length)];
}
