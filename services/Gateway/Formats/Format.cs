using Indicators.Contracts;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Indicators.Gateway.Formats;

/// <summary>A way to write figures.</summary>
/// <param name="Name">Value of `format`.</param>
/// <param name="ContentType">What it is sent as.</param>
/// <param name="MediaTypes">What it is called in Accept.</param>
/// <param name="Extension">End of the name of a file; empty where it is shown and not saved.</param>
/// <param name="MostRows">Most rows of one answer; 0: it comes in pages.</param>
internal sealed record Format(string Name, StringValues ContentType, string[] MediaTypes, string Extension, int MostRows)
{
    public static readonly Format Json = new("json", "application/json; charset=utf-8", ["application/json"], "", 0);
    public static readonly Format Ndjson = new(
        "ndjson", "application/x-ndjson", ["application/x-ndjson", "application/ndjson", "application/jsonl"], "ndjson", Limits.FileRows);
    public static readonly Format Csv = new("csv", "text/csv; charset=utf-8; header=present", ["text/csv"], "csv", Limits.FileRows);
    public static readonly Format Xlsx = new("xlsx", Sheet, [Sheet], "xlsx", Limits.SheetRows);
    public static readonly Format JsonStat = new(
        "jsonstat", "application/json; charset=utf-8", ["application/vnd.json-stat+json"], "", Limits.CubeCells);

    /// <summary>All of them; what a reader likes equally well is answered by the first.</summary>
    public static readonly Format[] All = [Json, Ndjson, Csv, Xlsx, JsonStat];

    public static readonly string[] Names = [.. All.Select(f => f.Name)];

    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>A file over the whole selection, written while it is read.</summary>
    public bool IsFile => Extension.Length > 0;

    /// <summary>The format of `format`, else the one that Accept likes best.</summary>
    /// <exception cref="FormatRefusedException">There is none of this name or type.</exception>
    public static Format Of(string name, StringValues accept)
    {
        if (name.Length > 0)
        {
            return Array.Find(All, f => f.Name == name) ?? throw new FormatRefusedException("format", name, Nearest.To(name, Names));
        }

        return accept.Count == 0 || (accept.Count == 1 && accept[0] is "*/*" or "application/json") ? Json : Best(accept);
    }

    private static Format Best(StringValues accept)
    {
        // A header that cannot be read says nothing, as RFC 9110 has it.
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges) || ranges.Count == 0)
        {
            return Json;
        }

        var best = All.Select(format => (Format: format, Quality: format.MediaTypes.Max(type => Quality(type, ranges))))
            .MaxBy(f => f.Quality);
        return best.Quality > 0 ? best.Format : throw new FormatRefusedException("Accept", accept.ToString(), Json.MediaTypes[0]);
    }

    // The range that says most about a type decides, whatever the others say.
    private static double Quality(string type, IList<MediaTypeHeaderValue> ranges) => ranges
        .Select(range => (range.Quality, Precision: Precision(type, range)))
        .Where(r => r.Precision > 0)
        .OrderByDescending(r => r.Precision)
        .Select(r => r.Quality ?? 1)
        .FirstOrDefault();

    private static int Precision(string type, MediaTypeHeaderValue range) =>
        range.MatchesAllTypes ? 1
        : range.MatchesAllSubTypes ? (type.AsSpan(0, type.IndexOf('/')).Equals(range.Type, StringComparison.OrdinalIgnoreCase) ? 2 : 0)
        : range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) ? 3 : 0;
}

/// <summary>Nothing is written in the format that was asked for.</summary>
internal sealed class FormatRefusedException(ErrorFields error) : Exception
{
    public FormatRefusedException(string parameter, string value, string hint)
        : this(new ErrorFields(
            "unknown_format",
            parameter,
            Errors.Short(value),
            new()
            {
                Zh = $"没有这种格式；可用的格式：{string.Join("、", Format.All.Select(f => $"{f.Name}（{f.MediaTypes[0]}）"))}。",
                En = $"There is no such format; there are {string.Join(", ", Format.All.Select(f => $"{f.Name} ({f.MediaTypes[0]})"))}.",
            },
            hint.Length > 0 ? hint : Format.Json.Name))
    {
    }

    public ErrorFields Error => error;
}
