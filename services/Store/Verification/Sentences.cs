using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;
using Outcome = Indicators.Data.V1.Verification;

namespace Indicators.Store.Verification;

/// <summary>What became of a claim, in a sentence of each language.</summary>
/// <param name="outcome">The verification, but for this sentence.</param>
/// <param name="statements">All statements of the figure.</param>
/// <param name="about">The statement that the sentence is about; null where every one was withdrawn.</param>
internal sealed class Sentences(Outcome outcome, Statements statements, StatementRow? about)
{
    public static LocalizedText Unknown(Outcome outcome) => outcome.Near.Count == 0
        ? Text("没有这个数字，这个指标也没有相近的数据。", "There is no such figure, and the indicator holds nothing near it.")
        : Text(
            $"没有这个数字；相近的有：{string.Join("，", outcome.Near.Select(f => $"{f.Period.Code}（{FigureWords.Dimensions(f.Dimensions).Zh}）"))}。",
            $"There is no such figure; near it there are {string.Join(", ", outcome.Near.Select(f => $"{f.Period.Code} ({FigureWords.Dimensions(f.Dimensions).En})"))}.");

    public LocalizedText Of(Closeness closeness, StatementRow? replacement) => outcome.Result switch
    {
        VerifyResult.Exact => Text($"与公布的数字一致：{Said(about!).Zh}。", $"This is the number that is stated: {Said(about!).En}."),
        VerifyResult.Rounded => Text($"是公布数字的约数：{Said(about!).Zh}。", $"This is the stated number, rounded: {Said(about!).En}."),
        VerifyResult.WithinQualifier => Text($"不与公布的数字矛盾：{Said(about!).Zh}。", $"This does not contradict what is stated: {Said(about!).En}."),
        VerifyResult.Disputed => Disputed(closeness),
        VerifyResult.Superseded => Superseded(replacement!),
        VerifyResult.Contradicted => Contradicted(),
        _ => Text("公布过的数字都已撤回，没有取代它们的数字。", "Every number that was stated was withdrawn, and none took its place."),
    };

    private LocalizedText Disputed(Closeness closeness)
    {
        var others = statements.Disagreeing.Contains(about!) ? [statements.Shown!] : statements.Disagreeing;
        var how = closeness == Closeness.Exact ? Text("有文件写的正是这个数字", "A document states this number") : Text("有文件的数字与之相符", "A document states a number that it fits");
        return Text(
            $"{how.Zh}（{Said(about!).Zh}），但另有文件不同：{string.Join("；", others.Select(o => Said(o).Zh))}。",
            $"{how.En} ({Said(about!).En}), and another disagrees: {string.Join("; ", others.Select(o => Said(o).En))}.");
    }

    private LocalizedText Superseded(StatementRow replacement)
    {
        var now = replacement.Withdraws
            ? Text($"已由{Title(replacement).Zh}撤回", $"was withdrawn by {Title(replacement).En}")
            : Text($"已被取代：{Said(replacement).Zh}", $"was replaced: {Said(replacement).En}");
        return Text($"这是较早的数字（{Said(about!).Zh}），{now.Zh}。", $"This is an earlier number ({Said(about!).En}), which {now.En}.");
    }

    private LocalizedText Contradicted()
    {
        var difference = FigureWords.Number(DecimalText.Parse(outcome.Difference), Qualifier.Exact, outcome.Figure.Unit);
        var others = statements.Disagreeing;
        var (zh, en) = others.Count == 0
            ? ("", "")
            : ($"；另有{string.Join("；", others.Select(o => Said(o).Zh))}", $"; others state {string.Join("; ", others.Select(o => Said(o).En))}");
        return Text(
            $"与公布的数字不符：{Said(about!).Zh}，相差{difference.Zh}{zh}。", $"Another number is stated: {Said(about!).En}; the claim differs by {difference.En}{en}.");
    }

    private LocalizedText Said(StatementRow row)
    {
        var number = FigureWords.Number(row.Number, row.Qualifier, statements.Unit);
        return Text($"{number.Zh}，{row.Period}，{Title(row).Zh}", $"{number.En} for {row.Period} in {Title(row).En}");
    }

    private static LocalizedText Title(StatementRow row)
    {
        var title = row.Release.Release.Title;
        return Text($"《{title.Zh}》", $"“{(title.En.Length > 0 ? title.En : title.Zh)}”");
    }

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
