using System.IO.Compression;
using Indicators.ServiceDefaults;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Requests;

/// <summary>
/// Answers in gzip and brotli for readers that ask for them; others pass by. A strong tag names bytes, so each encoding has its own: that
/// of the plain answer with the encoding behind it, which the framework's middleware leaves to us.
/// </summary>
internal static class Encodings
{
    private static readonly string[] Types =
    [
        "text/csv", "application/x-ndjson", "application/problem+json", "application/atom+xml", "application/csvm+json",
        "application/x-bibtex", "application/openmetrics-text",
        "application/vnd.citationstyles.csl+json", "image/svg+xml",
    ];

    private static readonly string[] Suffixes = ["-br\"", "-gzip\""];

    public static void AddEncodings(this IServiceCollection services)
    {
        // What is compressed already, zip and xlsx, is not on the list of types.
        services.AddResponseCompression(options => options.MimeTypes = ResponseCompressionDefaults.MimeTypes.Concat(Types));
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    public static void UseEncodings(this WebApplication app) => app.UseWhen(
        http => http.Request.Headers.AcceptEncoding.Count > 0 && http.GetListener() == Listener.Rest,
        rest => rest.Use(NameTags).UseResponseCompression());

    private static Task NameTags(HttpContext http, RequestDelegate next)
    {
        var asked = http.Request.Headers.IfNoneMatch;
        if (asked.Count > 0)
        {
            http.Request.Headers.IfNoneMatch = new StringValues([.. asked.Select(Plain)]);
        }

        http.Response.OnStarting(() =>
        {
            Rename(http.Response, asked);
            return Task.CompletedTask;
        });
        return next(http);
    }

    private static string? Plain(string? line) =>
        line is null ? null : Suffixes.Aggregate(line, (text, suffix) => text.Replace(suffix, "\"", StringComparison.Ordinal));

    private static void Rename(HttpResponse response, StringValues asked)
    {
        var headers = response.Headers;
        if (headers.ETag is not [{ } tag] || !tag.EndsWith('"'))
        {
            return;
        }

        if (response.StatusCode == StatusCodes.Status304NotModified)
        {
            // The one that the reader holds.
            headers.ETag = Suffixes.Select(suffix => tag[..^1] + suffix)
                .FirstOrDefault(held => asked.ToString().Contains(held, StringComparison.Ordinal)) ?? tag;
        }
        else if (headers.ContentEncoding is [{ Length: > 0 } coding])
        {
            headers.ETag = $"{tag[..^1]}-{coding}\"";
        }
    }
}
