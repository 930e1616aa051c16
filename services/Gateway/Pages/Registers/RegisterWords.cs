using Indicators.Gateway.Formats;
using Indicators.MedicalCenters.V1;
using Indicators.Reforms.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages.Registers;

/// <summary>The words of the registers for their codes.</summary>
internal static class RegisterWords
{
    /// <summary>What the date of a center is, in brackets; "" where it is not said.</summary>
    public static string Basis(string basis, bool isEnglish) => (basis, isEnglish) switch
    {
        ("", _) => "",
        ("launch", false) => "（揭牌）",
        ("announced", false) => "（宣布）",
        ("published", false) => "（公布）",
        ("decision published", false) => "（决定公布）",
        ("approval (Shanghai part)", false) => "（上海部分获批）",
        ("notice", false) => "（通知）",
        ("document number year", false) => "（文号年份）",
        ("decision", false) => "（决定）",
        (_, false) => $"（{basis}）",
        _ => $" ({basis})",
    };

    /// <summary>A batch, or the range that it lies in, and how that is known.</summary>
    public static string Batch(RegionalProject project, bool isEnglish)
    {
        if (project.Batch.Length == 0)
        {
            return isEnglish ? "not read" : "未读到";
        }

        var range = project.Batch.Split('-');
        var name = (range.Length > 1, isEnglish) switch
        {
            (false, true) => $"batch {range[0]}",
            (false, false) => $"第{range[0]}批",
            (true, true) => $"one of batches {range[0]} to {range[1]}",
            _ => $"第{range[0]}至第{range[1]}批之一",
        };
        return project.BatchBasis == "inferred" ? name + (isEnglish ? " (inferred)" : "（推断）") : name;
    }

    /// <summary>Batches that a number covers.</summary>
    public static LocalizedText Batches(string batches) => batches.Split('-') switch
    {
        [""] => Text("不分批次", "not by batch"),
        [var one] => Text($"第{one}批", $"batch {one}"),
        [var first, var last] => Text($"第{first}至第{last}批", $"batches {first} to {last}"),
        _ => Text(batches, batches),
    };

    public static LocalizedText Of(Inclusion inclusion) => inclusion switch
    {
        Inclusion.Yes => Text("是", "yes"),
        Inclusion.Probable => Text("很可能是", "probably"),
        Inclusion.No => Text("否（以后获批）", "no (approved later)"),
        _ => Text("无法判断", "cannot be told"),
    };

    public static Mark Of(Verdict verdict) => verdict switch
    {
        Verdict.Met => new("reached", "✔", "满足", "met"),
        Verdict.NotMet => new("behind", "✕", "不满足", "not met"),
        Verdict.NotApplicable => new("not-comparable", "–", "不适用", "not applicable"),
        _ => new("no-actual", "?", "无法判断", "unknown"),
    };

    public static LocalizedText Origin(string origin) => origin switch
    {
        "new" => Text("新增", "new"),
        "carried_over" => Text("沿用上年", "carried over"),
        "retired" => Text("调出", "retired"),
        _ => Text("未读到", "not read"),
    };

    public static LocalizedText Level(string level) => level == "specialty" ? Text("专业", "one specialty") : Text("国家", "national");

    /// <summary>Why another number is shown in place of one.</summary>
    public static LocalizedText Reason(Data.V1.ReplacementReason reason) => reason switch
    {
        Data.V1.ReplacementReason.Revised => Text("后来的发布声明修订。", "A later release declares that it revises it."),
        Data.V1.ReplacementReason.Withdrawn => Text("已被撤回。", "It was taken back."),
        Data.V1.ReplacementReason.BetterEvidence => Text("所示数字读自更可靠的来源。", "The shown number was read in a better source."),
        Data.V1.ReplacementReason.FinerDigits => Text("所示数字位数更细，或是确数。", "The shown number has finer digits, or is a number where this is a bound."),
        Data.V1.ReplacementReason.Later => Text("来源同样可靠，所示数字公布更晚。", "The source is as good, and the shown number is known later."),
        _ => Text("", ""),
    };

    /// <summary>The values of the filter by inclusion with their names.</summary>
    public static (string Value, string Text)[] Inclusions(bool isEnglish) =>
        [.. Enum.GetValues<Inclusion>().Skip(1).Select(i => (Enums.Inclusions.Text(i), isEnglish ? Of(i).En : Of(i).Zh))];

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
