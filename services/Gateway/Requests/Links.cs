using System.Text;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Requests;

/// <summary>Link headers (RFC 8288): the next page, the description of the interface, and the query in its one order.</summary>
internal static class Links
{
    private const string DescribedBy = "</openapi/v1.json>; rel=\"describedby\"; type=\"application/json\"";

    public static StringValues Of(Ask ask, string? next)
    {
        var path = ask.Http.Request.Path;
        var query = ask.Arguments.Write(new StringBuilder(), without: Parameters.PageToken);
        var canonical = $"<{path}{(query.Length > 0 ? "?" : "")}{query}>; rel=\"canonical\"";
        return next is null ? $"{DescribedBy}, {canonical}" : $"<{next}>; rel=\"next\", {DescribedBy}, {canonical}";
    }
}
