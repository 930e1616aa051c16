using System.Globalization;
using System.Text;
using Indicators.Gateway.Pages;
using Indicators.Gateway.Requests;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Resilience;

/// <summary>
/// The last good answer of an address while a service that it needs is down: marked with its age by a header and, in our own JSON, by the
/// member `stale`; never stored, never 304.
/// </summary>
internal static class StaleAnswers
{
    /// <summary>Seconds since the answer was last known to be the newest.</summary>
    public const string Header = "Indicators-Stale";

    private static readonly StringValues NoStore = "no-store";

    /// <summary>The last good answer to a request; null where none was kept.</summary>
    public static CachedAnswer? Find(HttpContext http, Suite suite) =>
        HttpMethods.IsGet(http.Request.Method) && RestFront.KeyOf(http) is { } key ? suite.Cache.Last(key) : null;

    public static ValueTask WriteAsync(HttpContext http, Suite suite, CachedAnswer kept)
    {
        var asOf = kept.Versions is { } made ? suite.Versions.NewestUntil(made) ?? kept.Made : kept.Made;
        var age = Math.Max(0, (long)(suite.Versions.Now - asOf).TotalSeconds);
        var headers = http.Response.Headers;
        suite.Cache.CountStale();
        AnswerWriter.SetCommon(headers);
        headers.ContentType = kept.ContentType;
        headers.ContentLanguage = kept.Language;
        headers.CacheControl = NoStore;
        headers.Link = kept.Link;
        headers[Header] = age.ToString(CultureInfo.InvariantCulture);

        // A document of a foreign standard has no place for the mark: there the header stands alone.
        PageHeaders.Set(headers, kept.Policy);
        return AnswerWriter.SendAsync(
            http, kept.IsOurs ? Marked(kept.Body, asOf, age) : kept.ContentType == PageHeaders.Html ? StalePage.Mark(kept.Body, kept.Language == "en", asOf) : kept.Body);
    }

    // Every answer of ours is an object with members, so its last brace is where another one goes.
    private static byte[] Marked(byte[] body, DateTimeOffset asOf, long age)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $",\"stale\":{{\"asOf\":\"{asOf.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\",\"ageSeconds\":{age}}}}}");
        return [.. body.AsSpan(0, body.Length - 1), .. Encoding.ASCII.GetBytes(mark)];
    }
}
