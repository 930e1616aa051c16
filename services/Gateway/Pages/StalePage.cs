using System.Text;

namespace Indicators.Gateway.Pages;

/// <summary>The last good page of an address while a service is down: it says so in words at the top of its content.</summary>
internal static class StalePage
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("<main id=\"content\" tabindex=\"-1\">");

    public static byte[] Mark(byte[] page, bool isEnglish, DateTimeOffset asOf)
    {
        var at = page.AsSpan().IndexOf(Content);
        if (at < 0)
        {
            return page;
        }

        var time = asOf.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var words = isEnglish
            ? $"A service does not answer now. This is the page as it was at {time} (UTC+8); it may be out of date."
            : $"有服务暂时无法访问。以下是{time}（北京时间）的页面，可能已经过时。";
        var mark = Encoding.UTF8.GetBytes($"<p class=\"notice stale\" role=\"status\"><span class=\"shape\" aria-hidden=\"true\">◷</span> {words}</p>");
        return [.. page.AsSpan(0, at + Content.Length), .. mark, .. page.AsSpan(at + Content.Length)];
    }
}
