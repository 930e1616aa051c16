using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store.Targets;

/// <summary>Why a target stands as it does, in both languages.</summary>
internal sealed class TargetReasons(Target target)
{
    private readonly LocalizedText goal = FigureWords.Number(target.Figure);
    private readonly LocalizedText actual = FigureWords.Number(DecimalText.Parse(target.Actual.Value), target.Actual.Qualifier, target.Figure.Unit);

    public static LocalizedText NoActual => Text("没有公布过可与此目标比较的实际值。", "No actual figure that measures this target was published.");

    public LocalizedText Reached => Text(
        $"{When}的实际值{actual.Zh}已达到目标（{goal.Zh}）。", $"The actual of {When}, {actual.En}, meets the target of {goal.En}.");

    public LocalizedText Over => Text(
        $"目标期间{Due}已过，最新实际值（{When}）为{actual.Zh}，没有公布达到目标（{goal.Zh}）的数字。",
        $"The due period {Due} is over; the newest actual, of {When}, is {actual.En}, and no figure that meets the target of {goal.En} was published.");

    public LocalizedText NoTime => Text(
        $"最新实际值（{When}）{actual.Zh}未达到目标（{goal.Zh}），目标期间内已没有剩余时间。",
        $"The newest actual, of {When}, is {actual.En} and does not meet the target of {goal.En}; no time is left in the due period.");

    public LocalizedText NoPace => Text(
        $"{When}的实际值{actual.Zh}未达到目标（{goal.Zh}），没有两个可比的实际值，无法判断进度；尚需每年{target.PaceNeeded}。",
        $"The actual of {When}, {actual.En}, does not meet the target of {goal.En}, and without two comparable actuals no pace can be told; {target.PaceNeeded} a year is needed.");

    public LocalizedText OnPace => Text(
        $"{When}的实际值{actual.Zh}，近期每年变化{target.PaceSoFar}，按目标（{goal.Zh}）每年需要{target.PaceNeeded}：按此速度可在{Due}内达到。",
        $"The actual of {When} is {actual.En}; at {target.PaceSoFar} a year, where {target.PaceNeeded} is needed, the target of {goal.En} is reached within {Due}.");

    public LocalizedText TooSlow => Text(
        $"{When}的实际值{actual.Zh}，近期每年变化{target.PaceSoFar}，按目标（{goal.Zh}）每年需要{target.PaceNeeded}：按此速度在{Due}内达不到。",
        $"The actual of {When} is {actual.En}; at {target.PaceSoFar} a year, where {target.PaceNeeded} is needed, the target of {goal.En} is not reached within {Due}.");

    private string When => target.Actual.Period.Code;

    private string Due => target.Figure.Period.Code;

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
