using Indicators.Types.V1;

namespace Indicators.Store.Targets;

/// <summary>How an actual is made of figures.</summary>
internal enum PairRule
{
    Same,
    Sum,
    NotComparable,
}

/// <summary>What measures the targets of an indicator, as its definition declares it; the form is that of `Indicator.actual_of`.</summary>
/// <param name="Target">Dimensions of the one target series that it is for; null: every series without a pair of its own.</param>
/// <param name="Indicator">Indicator that measures it; may be empty where nothing is compared.</param>
/// <param name="Parts">Dimensions of the figures; one empty text is the dimensions of the target.</param>
/// <param name="Rule">How they make an actual.</param>
/// <param name="Reason">Why nothing is compared.</param>
internal sealed record TargetPair(string? Target, string Indicator, IReadOnlyList<string> Parts, PairRule Rule, LocalizedText Reason)
{
    private const string Between = " // ";
    private const string Arrow = "=> ";
    private const string Plus = " + ";
    private const string NotComparable = "not_comparable(";

    /// <summary>The texts of the pairs of a definition.</summary>
    public static string[] Split(string actualOf) => actualOf.Length == 0 ? [] : actualOf.Split(Between);

    /// <summary>The pairs of a definition that was checked when it was published; what an older build let in and cannot be read is left out.</summary>
    public static List<TargetPair> All(string actualOf) => Split(actualOf).Select(Parse).OfType<TargetPair>().ToList();

    /// <summary>The pair of a target; without a declared one, the actuals of its own series.</summary>
    public static TargetPair Of(IReadOnlyList<TargetPair> declared, string indicator, string dimensions) =>
        declared.FirstOrDefault(p => p.Target == dimensions) ?? declared.FirstOrDefault(p => p.Target is null) ?? new(null, indicator, [""], PairRule.Same, new());

    /// <summary>Reads one pair; null where it has not the form.</summary>
    public static TargetPair? Parse(string text)
    {
        var arrow = text.IndexOf(Arrow, StringComparison.Ordinal);
        var cells = (arrow < 0 ? text : text[(arrow + Arrow.Length)..]).Split('|', 3);
        if (cells.Length < 3)
        {
            return null;
        }

        var pair = new TargetPair(arrow < 0 ? null : text[..arrow].TrimEnd(), cells[0], cells[1].Split(Plus), PairRule.Same, new());
        return cells[2] switch
        {
            "same" => pair.Parts.Count == 1 && pair.Indicator.Length > 0 ? pair : null,
            "sum" => pair.Parts.Count > 1 && pair.Indicator.Length > 0 ? pair with { Rule = PairRule.Sum } : null,
            var rule => Reasons(rule) is [{ Length: > 0 } zh, { Length: > 0 } en] ? pair with { Rule = PairRule.NotComparable, Reason = new() { Zh = zh, En = en } } : null,
        };
    }

    private static string[] Reasons(string rule) =>
        rule.StartsWith(NotComparable, StringComparison.Ordinal) && rule.EndsWith(')') ? rule[NotComparable.Length..^1].Split('|') : [];
}
