using System.Net;
using System.Text.RegularExpressions;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Pages as their readers see them: the words without the tags, and the rows by their ids.</summary>
internal static partial class PagesHtml
{
    public static async Task<string> PageAsync(this SuiteHost suite, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await suite.Client.GetAsync(address);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{address}: {response.StatusCode}: {body}");
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        return body;
    }

    /// <summary>The words of a page, each run of blanks as one.</summary>
    public static string Words(string html) => Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(html, " ")), " ");

    /// <summary>The ids of the rows of its tables, in order.</summary>
    public static List<string> Rows(string html) => [.. RowIds().Matches(html).Select(m => m.Groups[1].Value)];

    /// <summary>The address of the next page; null on the last.</summary>
    public static string? Next(string html) => NextLink().Match(html) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    /// <summary>Each table has a caption, each head a scope, each control a label, and no id stands twice.</summary>
    public static void IsAccessible(string html)
    {
        Assert.Equal(Regex.Count(html, "<table"), Regex.Count(html, "<caption"));
        Assert.Equal(0, Regex.Count(html, "<th(?![^>]*scope=)[ >]"));
        var captions = Captions().Matches(html).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(captions.Distinct(), captions);
        var ids = Ids().Matches(html).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var control in Controls().Matches(html).Select(m => m.Groups[1].Value))
        {
            Assert.Contains($"<label for=\"{control}\"", html);
        }

        foreach (var described in Descriptions().Matches(html).SelectMany(m => m.Groups[1].Value.Split(' ')))
        {
            Assert.Contains(described, ids);
        }
    }

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("<tr id=\"([^\"]*)\"")]
    private static partial Regex RowIds();

    [GeneratedRegex("<a href=\"([^\"]*)\" rel=\"next\"")]
    private static partial Regex NextLink();

    [GeneratedRegex("<caption>(.*?)</caption>", RegexOptions.Singleline)]
    private static partial Regex Captions();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("<(?:select|input type=\"text\")[^>]* id=\"([^\"]*)\"")]
    private static partial Regex Controls();

    [GeneratedRegex("aria-describedby=\"([^\"]*)\"")]
    private static partial Regex Descriptions();
}
