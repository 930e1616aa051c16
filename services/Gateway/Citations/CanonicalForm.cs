using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway.Citations;

/// <summary>
/// The one form that figures are hashed in, `indicators-canonical-1`. It never changes: another form would get another name. One line for
/// each figure in page order; the fields of <see cref="Fields"/> in that order between tabs; a line feed ends every line; UTF-8 without a
/// mark. In a field a backslash, a tab, a line feed and a carriage return are written `\\`, `\t`, `\n` and `\r`. Only what a document
/// stated stands in it: names, definitions and translations may be improved without changing what was cited.
/// </summary>
internal sealed class CanonicalForm : IDisposable
{
    public const string Name = "indicators-canonical-1";

    public static readonly string[] Fields =
        ["indicator", "area", "dimensions", "period", "kind", "value", "qualifier", "publishedValue", "publishedUnit", "release", "locator"];

    private static readonly SearchValues<char> Special = SearchValues.Create("\\\t\n\r");
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The line of one figure, with its line feed.</summary>
    public static string Line(Observation figure) => string.Join('\t', new[]
    {
        figure.Indicator, figure.Area, DimensionsJson.Text(figure.Dimensions), figure.Period.Code,
        Enums.Kinds.Encoded(figure.Kind).ToString(), figure.Value,
        Enums.Qualifiers.Encoded(figure.Qualifier).ToString(), figure.PublishedValue, figure.PublishedUnit, figure.Source.ReleaseId,
        figure.Source.Locator,
    }.Select(Escape)) + "\n";

    public void Add(Observation figure) => hash.AppendData(Encoding.UTF8.GetBytes(Line(figure)));

    /// <summary>SHA-256 of all lines, hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Dispose() => hash.Dispose();

    private static string Escape(string field) => field.AsSpan().ContainsAny(Special)
        ? field.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)
        : field;
}
