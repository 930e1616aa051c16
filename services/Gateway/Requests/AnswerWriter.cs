using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Requests;

/// <summary>Sends answers: with their tag, or as 304 where the reader has them.</summary>
internal static class AnswerWriter
{
    public static readonly StringValues JsonType = "application/json; charset=utf-8";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues AnyOrigin = "*";

    /// <summary>Sends a new answer and keeps it where that is worth it.</summary>
    public static ValueTask WriteAsync(Ask ask, Answer answer)
    {
        var http = ask.Http;
        if (answer.IsPartial || answer.IsOneOff)
        {
            return SendAsync(http, answer.Body, JsonType, default, answer.CacheControl);
        }

        StringValues tag = answer.ETag(http.Request.Path, ask.Arguments);
        if (answer.Body.Length > 0)
        {
            Keep(ask, answer, tag);
        }

        return Matches(http.Request.Headers.IfNoneMatch, tag!)
            ? NotModified(http, tag, answer.CacheControl)
            : SendAsync(http, answer.Body, JsonType, tag, answer.CacheControl);
    }

    /// <summary>Sends a kept answer.</summary>
    public static ValueTask WriteAsync(HttpContext http, CachedAnswer answer) =>
        Matches(http.Request.Headers.IfNoneMatch, answer.ETag!)
            ? NotModified(http, answer.ETag, answer.CacheControl)
            : SendAsync(http, answer.Body, answer.ContentType, answer.ETag, answer.CacheControl);

    /// <summary>Headers that every answer bears: readable from every page, and never taken for another type.</summary>
    public static void SetCommon(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = AnyOrigin;
        headers.XContentTypeOptions = NoSniff;
    }

    private static void Keep(Ask ask, Answer answer, StringValues tag)
    {
        // Made from a state that is gone already, it would be found by nobody.
        var address = RestFront.AddressOf(ask.Http);
        var current = ask.Suite.Versions.Current.Versions;
        if (answer.Day.Length == 0 && ReferenceEquals(ask.State.Versions, current) && (answer.IsPinned || ReferenceEquals(answer.Versions, current)) && ask.Suite.Cache.Wants(address, answer.Body.Length))
        {
            ask.Suite.Cache.Keep(address, current, new CachedAnswer(answer.Body.ToArray(), JsonType, tag, answer.CacheControl));
        }
    }

    private static ValueTask NotModified(HttpContext http, StringValues tag, StringValues cacheControl)
    {
        var headers = http.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = cacheControl;
        SetCommon(headers);
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return ValueTask.CompletedTask;
    }

    private static ValueTask SendAsync(HttpContext http, ReadOnlyMemory<byte> body, StringValues type, StringValues tag, StringValues cacheControl)
    {
        var headers = http.Response.Headers;
        headers.ContentType = type;
        if (body.Length > 0)
        {
            headers.ContentLength = body.Length;
        }

        headers.CacheControl = cacheControl;
        SetCommon(headers);
        if (tag.Count > 0)
        {
            headers.ETag = tag;
        }

        if (!HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.BodyWriter.Write(body.Span);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Weak comparison over the list of If-None-Match, as RFC 9110 asks for.</summary>
    private static bool Matches(StringValues asked, string tag)
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
