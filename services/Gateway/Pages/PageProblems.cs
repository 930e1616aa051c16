using System.Text;
using Indicators.Contracts;
using Indicators.Gateway.Pages.Components;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Pages;

/// <summary>What a reader of pages is refused with: the same as in problem details, as a page in their language.</summary>
internal sealed class ProblemModel : PageModel
{
    public required IReadOnlyList<ErrorFields> Errors { get; init; }

    /// <summary>Names for the codes of hints.</summary>
    public required Catalog Catalog { get; init; }
}

/// <summary>Decides whether a refusal is a page, and writes it.</summary>
internal static class PageProblems
{
    private const int LongestQuery = 2000;

    /// <summary>The endpoint is a page; where there is none, a browser asks outside the interface.</summary>
    public static bool Wants(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<PageMark>() is not null
            || (AcceptsHtml(http.Request.Headers.Accept)
                && !http.Request.Path.StartsWithSegments("/v1")
                && (http.GetEndpoint() is null || PageHeaders.IsPage(http.Request.Path.Value)));

    public static async Task WriteAsync(HttpContext http, int status, LocalizedText title, IReadOnlyList<ErrorFields> errors)
    {
        var suite = http.RequestServices.GetRequiredService<Suite>();
        var state = suite.Versions.Current;
        var model = new ProblemModel
        {
            Title = title, Description = title, Versions = state.Versions, Status = status, Errors = errors, Catalog = state.Catalog,
        };
        var body = await http.RequestServices.GetRequiredService<PageRenderer>().RenderAsync<ProblemView, ProblemModel>(ReaderOf(http), model);
        var headers = http.Response.Headers;
        AnswerWriter.SetCommon(headers);
        PageHeaders.Set(headers, PageHeaders.Policy);
        http.Response.StatusCode = status;
        headers.ContentType = PageHeaders.Html;
        headers.CacheControl = "no-store";
        headers.Remove("ETag");
        headers.Remove("Last-Modified");
        headers.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body);
        }
    }

    private static bool AcceptsHtml(StringValues accept) => accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    // The query was refused, so it is repeated as it came, and only as far as it is of use.
    private static Reader ReaderOf(HttpContext http)
    {
        var query = new StringBuilder();
        if (http.Request.QueryString.Value is { Length: < LongestQuery })
        {
            foreach (var (name, value) in http.Request.Query.Where(q => q.Key != PageRoutes.Lang.Name))
            {
                query.Append(query.Length > 0 ? "&" : "").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value.ToString()));
            }
        }

        return new Reader(
            http.Request.Query[PageRoutes.Lang.Name] == "en", PageRoutes.Origin(http), http.Request.Path.ToUriComponent(), query.ToString());
    }
}
