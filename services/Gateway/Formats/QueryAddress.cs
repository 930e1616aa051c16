using System.Text;
using Indicators.Gateway.Requests;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Formats;

/// <summary>The query of a request as the address of the same figures for ever.</summary>
internal static class QueryAddress
{
    /// <summary>The query in its one order, pinned to a version, in a format.</summary>
    public static string Pinned(Ask ask, VersionVector versions, Format format)
    {
        var text = ask.Arguments.Write(
            new StringBuilder(), Parameters.Version, Parameters.Format, Parameters.PageSize, Parameters.PageToken);
        return text.Append(text.Length > 0 ? "&" : "").Append("format=").Append(format.Name).Append("&version=").Append(versions.Text)
            .ToString();
    }

    /// <summary>Link headers to what describes a CSV.</summary>
    public static StringValues DescribedBy(Ask ask, VersionVector versions)
    {
        var query = Pinned(ask, versions, Format.Csv);
        return $"<{ask.Http.Request.Path}.csv-metadata.json?{query}>; rel=\"describedby\"; type=\"application/csvm+json\", "
            + $"<{ask.Http.Request.Path}/datapackage.json?{query}>; rel=\"describedby\"; type=\"application/json\"";
    }
}
