using System.Text;
using Indicators.Contracts;
using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway.Pages;

/// <summary>Who reads a page: the language, and the address that they stand at. Every component has it by cascade.</summary>
/// <param name="isEnglish">English; else Chinese, which comes first.</param>
/// <param name="origin">Scheme and host that were asked, for what must be an absolute address.</param>
/// <param name="path">Path of the page.</param>
/// <param name="query">Its query in the one order, without `lang`.</param>
internal sealed class Reader(bool isEnglish, string origin, string path, string query)
{
    public bool IsEnglish => isEnglish;

    public string Lang => isEnglish ? "en" : "zh";

    /// <summary>For the `lang` of the document.</summary>
    public string HtmlLang => isEnglish ? "en" : "zh-Hans";

    public string Origin => origin;

    public string Path => path;

    /// <summary>This page in the other language.</summary>
    public string Switched => Address(path, query, !isEnglish);

    /// <summary>This page.</summary>
    public string Here => Address(path, query, isEnglish);

    /// <summary>One of two texts.</summary>
    public string Say(string zh, string en) => isEnglish ? en : zh;

    /// <summary>A text in the language; in the other where the source gives no other.</summary>
    public string Of(LocalizedText? text) => text is null ? "" : isEnglish ? Or(text.En, text.Zh) : Or(text.Zh, text.En);

    /// <summary>An address of ours in the language.</summary>
    public string Link(string address)
    {
        var (start, asked) = address.IndexOf('?') is var mark and >= 0 ? (address[..mark], address[(mark + 1)..]) : (address, "");
        return Address(start, asked, isEnglish);
    }

    /// <summary>An address of ours with parameters, of which the empty ones are left out.</summary>
    public string Link(string start, params ReadOnlySpan<(string Name, string Value)> parameters) => Link(With(start, parameters));

    /// <summary>A path with parameters, of which the empty ones are left out.</summary>
    public static string With(string start, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var text = new StringBuilder(start);
        foreach (var (name, value) in parameters)
        {
            if (value.Length > 0)
            {
                text.Append(text.Length == start.Length ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return text.ToString();
    }

    public string Indicator(string code) => Link($"/indicators/{Uri.EscapeDataString(code)}");

    public string Release(string id) => Link($"/releases/{Uri.EscapeDataString(id)}");

    /// <summary>The page that proves a figure.</summary>
    public string Proof(Observation figure) => Link(ProofOf(figure.Indicator, figure.Area, figure.Period.Code, figure.Kind, figure.Dimensions));

    /// <summary>The page that proves a figure, without a language.</summary>
    public static string ProofOf(string indicator, string area, string period, Kind kind, IEnumerable<Dimension> dimensions) => With(
        "/figures",
        [("indicator", indicator), ("area", area), ("period", period), ("kind", Enums.Kinds.Text(kind)),
            .. dimensions.Select(d => ($"dimension.{d.Key}", d.Value))]);

    public string Area(string code) => CodeLists.Areas.TryGetValue(code, out var area) ? Of(area.Name) : code;

    public string Unit(string code) => ReaderNumbers.UnitName(code, isEnglish);

    /// <summary>The dimensions of a series in words; what it is without any.</summary>
    public string Dimensions(Google.Protobuf.Collections.RepeatedField<Dimension> dimensions) =>
        dimensions.Count == 0 ? Say("合计", "Total") : Of(DimensionsJson.Names(dimensions));

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private static string Address(string start, string query, bool isEnglish) => (query.Length > 0, isEnglish) switch
    {
        (true, true) => $"{start}?{query}&lang=en",
        (true, false) => $"{start}?{query}",
        (false, true) => start + "?lang=en",
        _ => start,
    };
}
