using System.Globalization;
using System.Text.RegularExpressions;

namespace Indicators.Testing;

/// <summary>A sample of a metrics text.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Labels">Labels by name.</param>
/// <param name="Value">The value.</param>
/// <param name="Time">Seconds since 1970 as OpenMetrics has them; null where it bears no timestamp.</param>
public sealed partial record MetricsSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value, double? Time)
{
    /// <summary>Name and labels as one text, whatever the order of the labels.</summary>
    public string Series => $"{Name}{{{string.Join(',', Labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}"))}}}";

    /// <summary>Samples of a text in their order.</summary>
    public static List<MetricsSample> ReadAll(string text) =>
        [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(Read)];

    private static MetricsSample Read(string line)
    {
        var match = Line().Match(line);
        if (!match.Success)
        {
            throw new FormatException($"This is no sample: {line}");
        }

        var labels = Label().Matches(match.Groups["labels"].Value).ToDictionary(
            l => l.Groups[1].Value,
            l => l.Groups[2].Value.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal),
            StringComparer.Ordinal);
        return new MetricsSample(match.Groups["name"].Value, labels, Number(match.Groups["value"]), match.Groups["time"].Success ? Number(match.Groups["time"]) : null);
    }

    private static double Number(Group group) => double.Parse(group.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>.*)\})? (?<value>\S+)( (?<time>\S+))?$""")]
    private static partial Regex Line();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)" *,?""")]
    private static partial Regex Label();
}
