using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Indicators.Gateway.Formats;

/// <summary>Which columns a row has: codes, names or both, in one language or both.</summary>
internal readonly record struct Columns(bool Codes, bool Names, bool Zh, bool En)
{
    private static readonly StringValues ZhHeader = "zh";
    private static readonly StringValues EnHeader = "en";
    private static readonly StringValues BothHeader = "zh, en";

    /// <summary>The change of figures was asked for.</summary>
    public bool Change { get; init; }

    /// <summary>Content-Language.</summary>
    public StringValues Language => Zh ? En ? BothHeader : ZhHeader : EnHeader;

    /// <summary>Of the parameters `lang` and `labels`, "" being both.</summary>
    public static Columns Of(string lang, string labels) =>
        new(labels != "texts", labels != "codes", lang != "en", lang != "zh");

    /// <summary>
    /// Of `lang`, else of the language that Accept-Language likes better; both where it likes them equally well or says nothing of them.
    /// </summary>
    public static Columns Of(string lang, string labels, StringValues acceptLanguage) =>
        Of(lang.Length > 0 || acceptLanguage.Count == 0 ? lang : Preferred(acceptLanguage), labels);

    private static string Preferred(StringValues accept)
    {
        if (!StringWithQualityHeaderValue.TryParseList([.. accept.OfType<string>()], out var languages))
        {
            return "";
        }

        var (zh, en) = (Quality("zh", languages), Quality("en", languages));
        return zh > en ? "zh" : en > zh ? "en" : "";
    }

    private static double Quality(string language, IList<StringWithQualityHeaderValue> asked)
    {
        var named = asked.Where(a => a.Value.Equals(language, StringComparison.OrdinalIgnoreCase) || a.Value.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase)).ToList();
        var matching = named.Count > 0 ? named : [.. asked.Where(a => a.Value == "*")];
        return matching.Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
    }
}
