using System.Collections.Frozen;
using Indicators.Gateway.Charts;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Pages;

/// <summary>What every page bears beside the headers of every answer.</summary>
internal static class PageHeaders
{
    public static readonly StringValues Html = "text/html; charset=utf-8";

    /// <summary>
    /// Everything comes from here, nothing runs that stands in the page, and nobody frames it; the style sheets of charts that are put into the page
    /// are known by their hashes.
    /// </summary>
    public static readonly StringValues Policy =
        $"default-src 'none'; style-src 'self' {string.Join(' ', ChartStyle.Hashes)}; script-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly StringValues Referrer = "strict-origin-when-cross-origin";
    private static readonly StringValues Varies = "Accept-Encoding";

    private static readonly FrozenSet<string> Sections =
        FrozenSet.ToFrozenSet(["", "search", "indicators", "figures", "releases", "disputes", "registers", "assess", "assets"]);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BySection = Sections.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a path is one of the pages: what it answers depends on nothing but the address.</summary>
    public static bool IsPage(ReadOnlySpan<char> target)
    {
        if (target.Length == 0 || target[0] != '/')
        {
            return false;
        }

        var section = target[1..];
        var end = section.IndexOfAny('/', '?');
        return BySection.Contains(end < 0 ? section : section[..end]);
    }

    /// <summary>Sets the policy of an answer and what goes with it.</summary>
    public static void Set(IHeaderDictionary headers, StringValues policy)
    {
        if (policy.Count > 0)
        {
            headers.ContentSecurityPolicy = policy;
            headers["Referrer-Policy"] = Referrer;
            headers.Vary = Varies;
        }
    }
}
