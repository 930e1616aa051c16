using Indicators.Contracts;
using Indicators.Gateway.Pages;
using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>The words of a picture in its one language.</summary>
internal readonly record struct ChartWords(bool IsChinese)
{
    public string Tag => IsChinese ? "zh-CN" : "en";

    /// <summary>What stands between the items of a line.</summary>
    public string Dot => " · ";

    public string Of(string zh, string en) => IsChinese ? zh : en;

    /// <summary>The text of the language; the other one where a source gives none.</summary>
    public string Of(LocalizedText? text) => text is null ? "" : IsChinese ? text.Zh.Length > 0 ? text.Zh : text.En : text.En.Length > 0 ? text.En : text.Zh;

    public string State(Status status) => Words.Of(status) is var mark ? Of(mark.Zh, mark.En) : "";

    /// <summary>The same in words: at least, about.</summary>
    public string QualifyInWords(Qualifier qualifier, string number) => Words.Qualified(qualifier, number, !IsChinese);

    /// <summary>A number with a sign for what its document says of its exactness: beside a mark there is no room for words.</summary>
    public string Qualify(Qualifier qualifier, string number) => qualifier switch
    {
        Qualifier.MoreThan => ">" + number,
        Qualifier.AtLeast => "≥" + number,
        Qualifier.AtMost => "≤" + number,
        Qualifier.About => Of("约", "about ") + number,
        Qualifier.StriveFor => Of("力争", "up to ") + number,
        _ => number,
    };

    /// <summary>A period as it is spoken.</summary>
    public string Period(string code) => Words.Period(code, !IsChinese);

    public string Area(string code) => Of(Formats.FigureTexts.Area(code));

    /// <summary>Values of dimensions alone, without the names of the axes: `国家级 · 中央财政`.</summary>
    public string Dimensions(IEnumerable<Dimension> dimensions)
    {
        var words = this;
        return string.Join(
            Dot, dimensions.Select(d => CodeLists.DimensionValues.TryGetValue((d.Key, d.Value), out var known) ? words.Of(known.ValueName) : d.Value));
    }

    public string List(IEnumerable<string> items) => string.Join(Of("、", ", "), items);
}
