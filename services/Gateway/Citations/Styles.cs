using System.Globalization;
using System.Text;
using System.Text.Json;
using Indicators.Gateway.Formats;

namespace Indicators.Gateway.Citations;

/// <summary>A citation in each style.</summary>
internal static class Styles
{
    private const int MostAuthors = 3;

    /// <summary>GB/T 7714-2015: a document on line [EB/OL], or a data set on line [DS/OL].</summary>
    public static string GbT7714(Citation citation)
    {
        var authors = citation.Authors.Select(a => a.Zh).Where(a => a.Length > 0).ToList();
        var listed = string.Join(", ", authors.Take(MostAuthors)) + (authors.Count > MostAuthors ? ", 等" : "");
        var text = new StringBuilder(listed.Length > 0 ? $"{listed}. " : "");
        text.Append(citation.TitleZh);
        if (citation.Document is { } document)
        {
            text.Append(document.DocumentNumber.Length > 0 ? $"：{document.DocumentNumber}" : "").Append("[EB/OL]. ");
        }
        else
        {
            text.Append("[DS/OL]. ");
        }

        text.Append(citation.Date.Length > 0 ? $"({Iso(citation.Date)})" : "").Append($"[{citation.Accessed:yyyy-MM-dd}]. ");
        if (citation.Document is { Url.Length: > 0 } linked)
        {
            text.Append(linked.Url).Append(". ");
        }

        return text.Append(citation.FigureZh.Length > 0 ? $"{citation.FigureZh}. " : "")
            .Append($"{Citation.Suite.Zh}，数据版本{citation.Version}. {citation.Address}.").ToString();
    }

    /// <summary>APA, 7th edition.</summary>
    public static string Apa(Citation citation)
    {
        var authors = citation.Authors.Select(a => a.En.Length > 0 ? a.En : a.Zh).Where(a => a.Length > 0).ToList();
        var listed = authors.Count < 2 ? string.Concat(authors) : $"{string.Join(", ", authors.SkipLast(1))}, & {authors[^1]}";
        var text = new StringBuilder(listed.Length > 0 ? $"{listed.TrimEnd('.')}. " : "");
        text.Append($"({Day(citation.Date)}). {citation.TitleEn}");
        text.Append(citation.Document is null ? " [Data set]. " : citation.Document.DocumentNumber.Length > 0 ? $" ({citation.Document.DocumentNumber}). " : ". ");
        text.Append(citation.FigureEn.Length > 0 ? $"{citation.FigureEn}. " : "");
        return text.Append($"{Citation.Suite.En}, data version {citation.Version}. ")
            .Append(string.Create(CultureInfo.InvariantCulture, $"Retrieved {citation.Accessed:MMMM d, yyyy}, from {citation.Address}")).ToString();
    }

    /// <summary>One BibTeX entry.</summary>
    public static string BibTeX(Citation citation, bool isEnglish)
    {
        var text = new StringBuilder($"@misc{{{citation.Key},\n");
        var authors = citation.Authors.Select(a => isEnglish && a.En.Length > 0 ? a.En : a.Zh).Where(a => a.Length > 0).ToList();
        Field("author", string.Join(" and ", authors.Select(a => $"{{{Escape(a)}}}")));
        Field("title", $"{{{Escape(isEnglish ? citation.TitleEn : citation.TitleZh)}}}");
        Field("year", citation.Date.Length > 0 ? $"{citation.Date[0]}" : "");
        Field("month", citation.Date.Length > 1 ? $"{citation.Date[1]}" : "");
        Field("howpublished", Escape(isEnglish ? Citation.Suite.En : Citation.Suite.Zh));
        Field("version", citation.Version);
        Field("note", Escape($"{(isEnglish ? citation.FigureEn : citation.FigureZh)} SHA-256 ({CanonicalForm.Name}): {citation.Figures.Hash}".Trim()));
        Field("url", citation.Address);
        Field("urldate", $"{citation.Accessed:yyyy-MM-dd}");
        return text.Append("}\n").ToString();

        void Field(string name, string value) => text.Append(value.Length > 0 ? $"  {name} = {{{value}}},\n" : "");
    }

    /// <summary>One item of CSL-JSON.</summary>
    public static void WriteCsl(Utf8JsonWriter json, Citation citation, bool isEnglish)
    {
        json.WriteStartObject();
        json.WriteString("id", citation.Key);
        json.WriteString("type", citation.Document is null ? "dataset" : "report");
        json.WriteString("title", isEnglish ? citation.TitleEn : citation.TitleZh);
        json.WriteStartArray("author");
        foreach (var author in citation.Authors)
        {
            json.WriteStartObject();
            json.WriteString("literal", isEnglish && author.En.Length > 0 ? author.En : author.Zh);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (citation.Date.Length > 0)
        {
            WriteDate(json, "issued", citation.Date);
        }

        WriteDate(json, "accessed", [citation.Accessed.Year, citation.Accessed.Month, citation.Accessed.Day]);
        json.WriteString("publisher", isEnglish ? Citation.Suite.En : Citation.Suite.Zh);
        json.WriteString("version", citation.Version);
        json.WriteString("number", citation.Document?.DocumentNumber ?? "");
        json.WriteString(
            "note",
            $"{(isEnglish ? citation.FigureEn : citation.FigureZh)} SHA-256 ({CanonicalForm.Name}): {citation.Figures.Hash}".Trim());
        json.WriteString("URL", citation.Address);
        json.WriteString("language", isEnglish ? "en" : "zh-CN");
        json.WriteEndObject();
    }

    /// <summary>The CSL-JSON file: an array of one item.</summary>
    public static byte[] Csl(Citation citation, bool isEnglish)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Json.Options))
        {
            json.WriteStartArray();
            WriteCsl(json, citation, isEnglish);
            json.WriteEndArray();
        }

        return bytes.ToArray();
    }

    private static void WriteDate(Utf8JsonWriter json, string name, int[] parts)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("date-parts");
        json.WriteStartArray();
        foreach (var part in parts)
        {
            json.WriteNumberValue(part);
        }

        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Iso(int[] date) => string.Join('-', date.Select(p => $"{p:D2}"));

    private static string Day(int[] date) => date.Length switch
    {
        0 => "n.d.",
        1 => $"{date[0]}",
        2 => string.Create(CultureInfo.InvariantCulture, $"{date[0]}, {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(date[1])}"),
        _ =>
            string.Create(
                CultureInfo.InvariantCulture, $"{date[0]}, {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(date[1])} {date[2]}"),
    };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            escaped.Append(character switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{character}",
                _ => $"{character}",
            });
        }

        return escaped.ToString();
    }
}
