using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages;

/// <summary>A state in words, with the shape that tells it without colour and the class of its style.</summary>
internal sealed record Mark(string Class, string Shape, string Zh, string En);

/// <summary>The words of the interface for the codes of the contracts: the same on every page and in every chart.</summary>
internal static class Words
{
    public static readonly Mark Stale = new("stale", "◷", "可能过时", "may be out of date");

    public static readonly LocalizedText Suite = new() { Zh = "卫生指标", En = "Indicators" };

    public static Mark Of(Status status) => status switch
    {
        Status.Preliminary => new("preliminary", "◐", "初步", "preliminary"),
        Status.Disputed => new("disputed", "◆", "有争议", "disputed"),
        Status.Derived => new("derived", "△", "推算", "derived"),
        _ => new("confirmed", "●", "已证实", "confirmed"),
    };

    public static Mark Of(TargetState state) => state switch
    {
        TargetState.Reached => new("reached", "✔", "已达到", "reached"),
        TargetState.OnPace => new("on-pace", "➚", "按进度", "on pace"),
        TargetState.Behind => new("behind", "▼", "落后", "behind"),
        TargetState.NotComparable => new("not-comparable", "≠", "不可比", "not comparable"),
        _ => new("no-actual", "○", "尚无实际值", "no actual yet"),
    };

    public static Mark Of(VintageStatus status) => status switch
    {
        VintageStatus.Shown => new("shown", "●", "现行", "shown now"),
        VintageStatus.Corroborates => new("corroborates", "＋", "印证", "agrees"),
        VintageStatus.Disputed => new("disputed", "◆", "有争议", "disputed"),
        VintageStatus.Revised => new("revised", "↻", "已修订", "revised"),
        _ => new("withdrawn", "✕", "已撤回", "withdrawn"),
    };

    public static Mark Of(ChangeType change) => change switch
    {
        ChangeType.Added => new("added", "＋", "新增", "added"),
        ChangeType.Revised => new("revised", "↻", "修订", "revised"),
        ChangeType.Withdrawn => new("withdrawn", "✕", "撤回", "withdrawn"),
        ChangeType.Disputed => new("disputed", "◆", "不一致", "disputed"),
        _ => new("confirmed", "●", "再次确认", "confirmed"),
    };

    public static LocalizedText Of(Kind kind) => kind switch
    {
        Kind.Target => Text("目标", "target"),
        Kind.Norm => Text("规定", "norm"),
        Kind.Derived => Text("推算", "derived"),
        _ => Text("实际", "actual"),
    };

    public static LocalizedText Of(Evidence evidence) => evidence switch
    {
        Evidence.Official => Text("发布机构原始页面", "the issuer's own page"),
        Evidence.Press => Text("媒体报道", "press report"),
        Evidence.Transcription => Text("公开数据集转录", "transcription in a public data set"),
        _ => Text("转载或摘要", "copy or digest"),
    };

    public static LocalizedText Of(Frequency frequency) => frequency switch
    {
        Frequency.Year => Text("年", "yearly"),
        Frequency.HalfYear => Text("半年", "half-yearly"),
        Frequency.Quarter => Text("季", "quarterly"),
        Frequency.Month => Text("月", "monthly"),
        _ => Text("时点", "at a day"),
    };

    public static LocalizedText Of(Direction direction) => direction switch
    {
        Direction.HigherIsBetter => Text("越高越好", "higher is better"),
        Direction.LowerIsBetter => Text("越低越好", "lower is better"),
        _ => Text("无方向", "neither way is better"),
    };

    /// <summary>A service by what it is about.</summary>
    public static LocalizedText Service(string name) => name switch
    {
        "medical-centers" => Text("医学中心", "Medical centers"),
        "county-hospitals" => Text("县级医院", "County hospitals"),
        "key-specialties" => Text("临床重点专科", "Key specialties"),
        "fiscal-projects" => Text("财政项目", "Fiscal projects"),
        "reforms" => Text("改革任务", "Reforms"),
        "health-resources" => Text("卫生资源", "Health resources"),
        _ => Text(name, name),
    };

    /// <summary>A written number with what its document says of its exactness.</summary>
    public static string Qualified(Qualifier qualifier, string number, bool isEnglish) => (qualifier, isEnglish) switch
    {
        (Qualifier.MoreThan, false) => "超过" + number,
        (Qualifier.MoreThan, true) => "more than " + number,
        (Qualifier.AtLeast, false) => "不少于" + number,
        (Qualifier.AtLeast, true) => "at least " + number,
        (Qualifier.AtMost, false) => "不超过" + number,
        (Qualifier.AtMost, true) => "at most " + number,
        (Qualifier.About, false) => "约" + number,
        (Qualifier.About, true) => "about " + number,
        (Qualifier.StriveFor, false) => "力争" + number,
        (Qualifier.StriveFor, true) => "striving for " + number,
        _ => number,
    };

    /// <summary>A period as people say it: `2023年`, `2023年上半年`, `first half of 2023`.</summary>
    public static string Period(string code, bool isEnglish)
    {
        var (year, rest) = code.Length > 4 ? (code[..4], code[5..]) : (code, "");
        return (rest, isEnglish) switch
        {
            ("", false) => year + "年",
            ("", true) => year,
            (['H', var half], false) => $"{year}年{(half == '1' ? "上" : "下")}半年",
            (['H', var half], true) => $"{(half == '1' ? "first" : "second")} half of {year}",
            (['Q', var quarter], false) => $"{year}年第{quarter}季度",
            (['Q', var quarter], true) => $"Q{quarter} {year}",
            (_, false) => Day(code),
            _ => code,
        };
    }

    /// <summary>A date, whole or partial, as people write it; what is not known is said.</summary>
    public static string Date(string date, bool isEnglish) =>
        date.Length == 0 ? isEnglish ? "date unknown" : "日期不详" : isEnglish ? date : Day(date);

    /// <summary>A figure's number with unit and exactness: `超过1,400个`.</summary>
    public static string Value(string value, Qualifier qualifier, string unit, int decimals, bool isEnglish) =>
        Qualified(qualifier, ReaderNumbers.Text(value, unit, decimals, isEnglish), isEnglish);

    /// <summary>Every digit, with the unit.</summary>
    public static string Exact(string value, string unit, bool isEnglish) => ReaderNumbers.WithUnit(ReaderNumbers.Exact(value), unit, isEnglish);

    /// <summary>A number as its document prints it; the unit in words where it is none of the document but a code of ours.</summary>
    public static string Published(string value, string unit, bool isEnglish) =>
        CodeLists.Units.ContainsKey(unit) ? ReaderNumbers.WithUnit(value, unit, isEnglish) : value + unit;

    /// <summary>Services that did not answer, named in a sentence.</summary>
    public static string Missing(IReadOnlyList<string> services, bool isEnglish) => isEnglish
        ? $"Not on this page, because the service does not answer now: {string.Join(", ", services.Select(s => Service(s).En))}."
        : $"以下内容因服务暂时无法访问而未列出：{string.Join("、", services.Select(s => Service(s).Zh))}。";

    private static string Day(string date)
    {
        var parts = date.Split('-');
        return parts.Length switch
        {
            1 => date + "年",
            2 => $"{parts[0]}年{parts[1].TrimStart('0')}月",
            _ => $"{parts[0]}年{parts[1].TrimStart('0')}月{parts[2].TrimStart('0')}日",
        };
    }

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
