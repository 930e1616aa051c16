using Indicators.Reforms.V1;
using Indicators.Types.V1;

namespace Indicators.Reforms.MultiCampus;

/// <summary>What the figures given say of one condition, and why.</summary>
internal sealed record Finding(Verdict Verdict, string Given, LocalizedText Reason)
{
    /// <param name="criterion">The condition.</param>
    /// <param name="verdict">What follows.</param>
    /// <param name="given">The figure given, as it was compared.</param>
    /// <param name="said">The same in words, where it is no number or grade alone.</param>
    public static Finding Compared(MultiCampusCriterion criterion, Verdict verdict, string given, LocalizedText? said = null)
    {
        var met = verdict == Verdict.Met;
        var name = Measures.Name(criterion.Measure);
        var wanted = $"{criterion.Operator} {criterion.Threshold}";
        var (publicZh, publicEn) = criterion.Measure == Measures.HospitalGrade ? ("须为公立医院，且", "the hospital must be public and ") : ("", "");
        return new(verdict, given, new()
        {
            Zh = $"给出 {said?.Zh ?? given}；{publicZh}{name.Zh}须 {wanted}：{(met ? "满足" : "不满足")}。",
            En = $"Given {said?.En ?? given}; {publicEn}the {name.En} must be {wanted}: {(met ? "met" : "not met")}.",
        });
    }

    public static Finding NotGiven(string given, LocalizedText what) =>
        new(Verdict.Unknown, given, new() { Zh = $"没有给出{what.Zh}。", En = $"The {what.En} was not given." });

    public static Finding TooFewYears(string given, int have, int wanted) => new(Verdict.Unknown, given, new()
    {
        Zh = $"须有 {wanted} 年的等级，只给出 {have} 年。",
        En = $"Grades of {wanted} years are needed and {have} were given.",
    });

    public static Finding TypeNotGiven(string given) => new(Verdict.Unknown, given, new()
    {
        Zh = "没有给出医院类型，综合医院和专科医院的结果不同。",
        En = "The type of hospital was not given, and general and specialist hospitals come out differently.",
    });

    public static Finding NotApplicable(MultiCampusCriterion criterion)
    {
        var general = criterion.HospitalType == HospitalType.General;
        return new(Verdict.NotApplicable, "", new()
        {
            Zh = $"本条适用于{(general ? "综合医院" : "专科医院")}。",
            En = $"This condition is for {(general ? "general" : "specialist")} hospitals.",
        });
    }

    public static Finding UnreadableThreshold(MultiCampusCriterion criterion, string given) => new(Verdict.Unknown, given, new()
    {
        Zh = $"条件中的“{criterion.Threshold}”无法与给出的数据比较。",
        En = $"`{criterion.Threshold}` in the condition cannot be compared with the figures given.",
    });
}
