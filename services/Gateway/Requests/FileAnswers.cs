using System.Buffers.Text;
using System.Security.Cryptography;

namespace Indicators.Gateway.Requests;

/// <summary>Sends answers that are no rows of JSON: the tag is a hash of the bytes themselves.</summary>
internal static class FileAnswers
{
    /// <summary>Sends a text, or 304 where the reader has it.</summary>
    public static Task SendAsync(HttpContext http, byte[] body, string type, string fileName = "") =>
        SendAsync(http, body, type, fileName, TagOf(body));

    /// <summary>Sends a text whose tag is known, or 304 where the reader has it.</summary>
    public static async Task SendAsync(HttpContext http, byte[] body, string type, string fileName, string tag)
    {
        var headers = http.Response.Headers;
        AnswerWriter.SetCommon(headers);
        headers.ETag = tag;
        headers.CacheControl = "public, max-age=0, must-revalidate";
        if (AnswerWriter.Matches(http.Request.Headers.IfNoneMatch, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        headers.ContentType = type;
        headers.ContentLength = body.Length;
        if (fileName.Length > 0)
        {
            headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        }

        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.BodyWriter.WriteAsync(body);
        }
    }

    private static string TagOf(byte[] body) => string.Concat("\"", Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 12)), "\"");
}
