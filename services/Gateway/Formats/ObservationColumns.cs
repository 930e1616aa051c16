using System.Globalization;
using Google.Protobuf.Collections;
using Indicators.Types.V1;
using static Indicators.Gateway.Formats.CellType;
using static Indicators.Gateway.Formats.FigureTexts;

namespace Indicators.Gateway.Formats;

/// <summary>
/// The flat columns of figures, the same in every table: the members of a JSON item in their order, with the members of `source` one by one
/// and the other documents as their number and their releases.
/// </summary>
internal static class ObservationColumns
{
    /// <summary>The columns that one figure of a selection is named by.</summary>
    public static readonly string[] Key = ["indicator", "area", "dimensions", "period", "kind"];

    public static readonly Column[] All =
    [
        Code("indicator", "指标代码", "Code of the indicator", (_, o) => o.Indicator),
        .. Names("name", "指标名称", "Name of the indicator", (t, o) => t.Name(o.Indicator)),
        Plain("service", "所属服务", "Service that owns the indicator", (t, o) => t.Indicator(o.Indicator)?.ServiceText ?? ""),
        Code("area", "地区代码", "Code of the area", (_, o) => o.Area),
        .. Names("area", "地区名称", "Name of the area", (_, o) => Area(o.Area)),
        Plain("period", "期间", "Period", (_, o) => o.Period.Code),
        Plain("periodStart", "期间首日", "First day of the period", (_, o) => o.Period.Start, Date),
        Plain("periodEnd", "期间末日", "Last day of the period, inclusive", (_, o) => o.Period.End, Date),
        Plain("frequency", "期间长度", "Length of the period", (_, o) => Enums.Frequencies.Text(o.Period.Frequency)),
        Code(
            "dimensions", "维度", "Dimensions as key=value, joined by semicolons; empty: the stated total",
            (_, o) => DimensionsJson.Text(o.Dimensions)),
        .. Names("dimensions", "维度说明", "Dimensions in words", (_, o) => Dimensions(o.Dimensions)),
        Plain("kind", "数字性质", "What the figure states", (_, o) => Enums.Kinds.Text(o.Kind)),
        Plain("value", "数值（基本单位）", "Value in the base unit", (_, o) => o.Value, Number),
        Code("unit", "基本单位代码", "Code of the base unit", (_, o) => o.Unit),
        .. Names("unit", "基本单位", "Name of the base unit", (_, o) => Unit(o.Unit)),
        Plain("qualifier", "精确程度", "How exactly the document states it", (_, o) => Enums.Qualifiers.Text(o.Qualifier)),
        Plain("status", "可靠状态", "How firm it is", (_, o) => Enums.Statuses.Text(o.Status)),
        Plain("publishedValue", "原文数字", "Number as the document prints it", (_, o) => o.PublishedValue),
        Plain("publishedUnit", "原文单位", "Unit as the document prints it", (_, o) => o.PublishedUnit),
        .. Texts("note", "备注", "Remarks", (_, o) => OrNothing(o.Note)),
        Plain("knownFrom", "公布日", "Day from which it counts as known", (_, o) => o.KnownFrom, Date),
        Plain(
            "knownUntil", "替换前最后一日", "With asOf: last day on which it was shown before another took its place", (_, o) => o.KnownUntil,
            Date),
        Plain("revision", "修订次数", "How many earlier statements it revised", (_, o) => Whole(o.Revision), Integer),
        Plain("seriesBreak", "口径中断", "The series changes its meaning here", (_, o) => o.SeriesBreak ? "true" : "false", Flag),
        Change("change", "与上年之差", "Change against the year before, in the base unit", (_, o) => o.Change?.Absolute ?? "", Number),
        Change("changePercent", "与上年之比的变化（%）", "The same in percent", (_, o) => o.Change?.Percent ?? "", Number),
        Change("changeFrom", "所比期间", "Period that it is compared with", (_, o) => o.Change?.From ?? "", Text),
        .. SourceColumns(),
        Plain("alsoStatedBy", "相同数字的其他文件数", "Number of other documents that state the same", (_, o) => Whole(o.AlsoStated.Count), Integer),
        Plain("alsoStatedBy_releases", "相同数字的其他发布", "Their releases, joined by semicolons", (_, o) => Ids(o.AlsoStated)),
        Plain(
            "alternatives", "不同数字的其他文件数", "Number of other documents that state another number", (_, o) => Whole(o.Alternatives.Count),
            Integer),
        Plain("alternatives_releases", "不同数字的其他发布", "Their releases, joined by semicolons", (_, o) => Ids(o.Alternatives)),
    ];

    public static readonly Dictionary<string, Column> ByName = All.ToDictionary(c => c.Name, StringComparer.Ordinal);

    private static Column[] SourceColumns() =>
    [
        Plain("source_release", "来源发布", "Release that it was read in", (_, o) => o.Source?.ReleaseId ?? ""),
        .. Texts("source_title", "文件标题", "Title of the document", (t, o) => OrNothing(Release(t, o).Title)),
        .. Texts("source_issuer", "发布机构", "Who issued the document", (t, o) => OrNothing(Release(t, o).Issuer)),
        Plain("source_documentNumber", "文号", "Number of the document", (t, o) => Release(t, o).DocumentNumber),
        Plain("source_issuedOn", "印发日期（可不完整）", "Date of issue, maybe partial", (t, o) => Release(t, o).IssuedOn),
        Plain("source_publishedOn", "公开日期（可不完整）", "Date of publication, maybe partial", (t, o) => Release(t, o).PublishedOn),
        Plain("source_publishedBy", "刊载者", "Outlet that carried the text that was read", (t, o) => Release(t, o).PublishedBy),
        Plain("source_url", "网址", "Address of the document", (t, o) => Release(t, o).Url),
        Plain("source_locator", "文内位置", "Where in the document", (_, o) => o.Source?.Locator ?? ""),
        Plain("source_evidence", "所读材料", "What was read", (_, o) => Enums.Evidences.Text(o.Source?.Evidence ?? default)),
    ];

    private static Release Release(FigureTexts texts, Observation observation) => texts.Release(observation.Source?.ReleaseId ?? "");

    private static string Ids(RepeatedField<Statement> others) =>
        others.Count == 0 ? "" : string.Join(';', others.Select(s => s.Source.ReleaseId));

    private static string Whole(int number) => number == 0 ? "0" : number.ToString(CultureInfo.InvariantCulture);

    private static Column Plain(string name, string zh, string en, Func<FigureTexts, Observation, string> cell, CellType type = Text) =>
        new(name, type, ColumnPart.Plain, new() { Zh = zh, En = en }, cell);

    private static Column Change(string name, string zh, string en, Func<FigureTexts, Observation, string> cell, CellType type) =>
        new(name, type, ColumnPart.Change, new() { Zh = zh, En = en }, cell);

    private static Column Code(string name, string zh, string en, Func<FigureTexts, Observation, string> cell) =>
        new(name, Text, ColumnPart.Code, new() { Zh = zh, En = en }, cell);

    private static Column[] Names(string name, string zh, string en, Func<FigureTexts, Observation, LocalizedText> text) =>
        Both(name, ColumnPart.Name, zh, en, text);

    private static Column[] Texts(string name, string zh, string en, Func<FigureTexts, Observation, LocalizedText> text) =>
        Both(name, ColumnPart.Plain, zh, en, text);

    private static Column[] Both(string name, ColumnPart part, string zh, string en, Func<FigureTexts, Observation, LocalizedText> text) =>
    [
        new(name + "Zh", Text, part | ColumnPart.Zh, new() { Zh = zh + "（中文）", En = en + ", in Chinese" }, (t, o) => text(t, o).Zh),
        new(name + "En", Text, part | ColumnPart.En, new() { Zh = zh + "（英文）", En = en + ", in English" }, (t, o) => text(t, o).En),
    ];
}
