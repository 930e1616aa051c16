using Indicators.Gateway.Requests;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Indicators.Gateway.Formats;

/// <summary>Names of files, in UTF-8 and for tools that know ASCII only (RFC 6266).</summary>
internal static class FileName
{
    private const string Forbidden = "/\\:*?\"<>|";

    public static StringValues Disposition(Ask ask, SuiteStream stream, Format format)
    {
        var end = $"{stream.Versions.Text}.{format.Extension}";
        var codes = ask.Arguments.Many(Parameters.Indicator).ToList();
        var one = codes.Count == 1 && stream.State.Catalog.IndicatorsByCode.TryGetValue(codes[0], out var entry) ? entry.Indicator : null;
        var name = ask.Columns.Zh ? $"卫生指标-{one?.Name.Zh}" : $"Indicators-{one?.Name.En}";
        return new ContentDispositionHeaderValue("attachment")
        {
            FileName = one is null ? $"indicators-{end}" : $"{one.Code}-{end}",
            FileNameStar = $"{Safe(name.TrimEnd('-'))}-{end}",
        }.ToString();
    }

    private static string Safe(string name) => string.Concat(name.Select(c => char.IsControl(c) || Forbidden.Contains(c) ? '_' : c));
}
