using System.Buffers;
using Indicators.Gateway.Pages;
using Indicators.Gateway.Resilience;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Requests;

/// <summary>Sends answers: with their tag, or as 304 where the reader has them.</summary>
internal static class AnswerWriter
{
    public static readonly StringValues JsonType = "application/json; charset=utf-8";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues AnyOrigin = "*";
    private static readonly StringValues Negotiated = "Accept, Accept-Encoding, Accept-Language";
    private static readonly StringValues Exposed = "ETag, Link, Last-Modified, Content-Disposition, Content-Language, Retry-After, "
        + "Indicators-Warnings, Indicators-Stale";

    /// <summary>Sends a new answer and keeps it where that is worth it.</summary>
    public static ValueTask WriteAsync(Ask ask, Answer answer)
    {
        var http = ask.Http;
        if (answer.IsPartial && !ask.IsFromMemory && StaleAnswers.Find(http, ask.Suite) is { } whole)
        {
            return StaleAnswers.WriteAsync(http, ask.Suite, whole);
        }

        if (answer.IsPartial || answer.IsOneOff)
        {
            return SendAsync(ask, answer, default, default);
        }

        StringValues tag = answer.ETag(http.Request.Path, ask.Arguments);
        var modified = answer.Day.Length == 0 ? Freshness.LastModified(ask.State, ask.Suite.Versions.Now) : default;
        if (answer is { Stream: null, NamesHost: false, Body.IsEmpty: false })
        {
            Keep(ask, answer, tag, modified);
        }

        if (Freshness.IsHeld(http.Request.Headers, tag, modified))
        {
            return NotModified(http, tag, answer.CacheControl, answer.Language, modified, answer.Policy);
        }

        return SendAsync(ask, answer, tag, modified);
    }

    /// <summary>Whether the reader says by its tag that it has the answer that would be made: then there is no need to make it.</summary>
    public static bool IsHeld(Ask ask, Answer answer)
    {
        var asked = ask.Http.Request.Headers.IfNoneMatch;
        return asked.Count > 0 && asked != "*" && Matches(asked, answer.ETag(ask.Http.Request.Path, ask.Arguments));
    }

    /// <summary>Sends a kept answer.</summary>
    public static ValueTask WriteAsync(HttpContext http, CachedAnswer answer) =>
        Freshness.IsHeld(http.Request.Headers, answer.ETag, answer.LastModified)
            ? NotModified(http, answer.ETag, answer.CacheControl, answer.Language, answer.LastModified, answer.Policy)
            : SendAsync(http, answer);

    /// <summary>Headers that every answer bears: readable from every page, and never taken for another type.</summary>
    public static void SetCommon(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = AnyOrigin;
        headers.XContentTypeOptions = NoSniff;
        headers.AccessControlExposeHeaders = Exposed;
        headers.Vary = Negotiated;
    }

    private static void Keep(Ask ask, Answer answer, StringValues tag, StringValues modified)
    {
        var cache = ask.Suite.Cache;
        if (RestFront.KeyOf(ask.Http) is not { } key || !(cache.Wants(key, answer.Body.Length) || cache.HasRoom(answer.Body.Length)))
        {
            return;
        }

        // Made from a state that is gone already, it is the newest answer to nobody.
        var (current, now) = (ask.Suite.Versions.Current.Versions, ask.Suite.Versions.Now);
        var isNewest = Freshness.IsSettled(ask.State, now)
            && ReferenceEquals(ask.State.Versions, current)
            && (answer.IsPinned || ReferenceEquals(answer.Versions, current));
        var isOurs = !answer.IsForeign && !ask.Operation.IsDocument && answer.ContentType == JsonType && answer.Body.Span[^1] == (byte)'}';
        cache.Keep(key, new CachedAnswer(
            answer.Body.ToArray(), answer.ContentType, tag, answer.CacheControl, answer.Language, modified, answer.Link, isNewest ? current : null, now, isOurs,
            ask.Http.GetEndpoint())
        {
            Policy = answer.Policy, Day = answer.Day,
        });
    }

    private static ValueTask NotModified(
        HttpContext http, StringValues tag, StringValues cacheControl, StringValues language, StringValues modified, StringValues policy)
    {
        var headers = http.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = cacheControl;
        headers.LastModified = modified;
        headers.ContentLanguage = language;
        SetCommon(headers);
        PageHeaders.Set(headers, policy);
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return ValueTask.CompletedTask;
    }

    private static ValueTask SendAsync(Ask ask, Answer answer, StringValues tag, StringValues modified)
    {
        if (answer.Stream is not null)
        {
            return StreamAsync(ask, answer, tag, modified);
        }

        SetHeaders(ask.Http, answer, tag, modified);
        return SendAsync(ask.Http, answer.Body);
    }

    private static async ValueTask StreamAsync(Ask ask, Answer answer, StringValues tag, StringValues modified)
    {
        var http = ask.Http;
        if (HttpMethods.IsHead(http.Request.Method))
        {
            SetHeaders(http, answer, tag, modified);
            return;
        }

        try
        {
            await answer.Stream!(() => SetHeaders(http, answer, tag, modified));
        }
        catch (Exception failure) when (http.Response.HasStarted)
        {
            // Part of a file must not look like all of it: the connection is cut, which every client tells from an end.
            if (!http.RequestAborted.IsCancellationRequested)
            {
                Log.FileBrokenOff(ask.Suite.Log, failure, http.Request.Path);
            }

            http.Abort();
        }
    }

    private static void SetHeaders(HttpContext http, Answer answer, StringValues tag, StringValues modified)
    {
        var headers = http.Response.Headers;
        SetCommon(headers);
        PageHeaders.Set(headers, answer.Policy);
        headers.ContentType = answer.ContentType;
        headers.ContentLanguage = answer.Language;
        headers.CacheControl = answer.CacheControl;
        headers.ETag = tag;
        headers.LastModified = modified;
        headers.ContentDisposition = answer.Disposition;
        headers.Link = answer.Link;
        headers["Indicators-Warnings"] = answer.Warnings;
    }

    private static ValueTask SendAsync(HttpContext http, CachedAnswer answer)
    {
        var headers = http.Response.Headers;
        SetCommon(headers);
        PageHeaders.Set(headers, answer.Policy);
        headers.ContentType = answer.ContentType;
        headers.ContentLanguage = answer.Language;
        headers.CacheControl = answer.CacheControl;
        headers.ETag = answer.ETag;
        headers.LastModified = answer.LastModified;
        headers.Link = answer.Link;
        return SendAsync(http, answer.Body);
    }

    /// <summary>Sends a body under headers that are set.</summary>
    public static ValueTask SendAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        // HEAD of figures makes no body, so its length is not known.
        if (body.Length > 0)
        {
            http.Response.Headers.ContentLength = body.Length;
        }

        if (!HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.BodyWriter.Write(body.Span);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Weak comparison over the list of If-None-Match, as RFC 9110 asks for.</summary>
    public static bool Matches(StringValues asked, string tag)
    {
        foreach (var line in asked)
        {
            if (line is null)
            {
                continue;
            }

            foreach (var part in line.AsSpan().Split(','))
            {
                var one = line.AsSpan()[part].Trim();
                if (one is "*" || (one.StartsWith("W/") ? one[2..] : one).SequenceEqual(tag))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
