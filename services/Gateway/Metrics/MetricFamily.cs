using System.Collections.Frozen;
using System.Globalization;
using Indicators.Contracts;
using Indicators.ServiceDefaults.Telemetry;
using Indicators.Types.V1;

namespace Indicators.Gateway.Metrics;

/// <summary>
/// The metric family of a unit. Its suffix is the code of the unit as declared, but where OpenMetrics wants another: percent is a ratio from 0 to 1, days
/// are seconds, and `_count` at the end of a gauge is refused.
/// </summary>
internal sealed class MetricFamily
{
    private const string Gauge = "gauge";
    private const decimal SecondsOfADay = 86_400;

    private static readonly FrozenDictionary<string, MetricFamily> ByUnit =
        CodeLists.Units.Values.ToFrozenDictionary(u => u.Code, u => new MetricFamily(u), StringComparer.Ordinal);

    private readonly LocalizedText name;
    private readonly decimal factor;

    private MetricFamily(Unit unit)
    {
        name = unit.Name;
        (Suffix, factor) = unit.Code switch
        {
            "percent" => ("ratio", 0.01m),
            "days" => ("seconds", SecondsOfADay),
            "count" => ("items", 1),
            var code => (code, 1m),
        };
    }

    /// <summary>Every family, in order of their names.</summary>
    public static IReadOnlyList<(string Unit, MetricFamily Family)> All { get; } =
        [.. ByUnit.Select(u => (u.Key, u.Value)).OrderBy(u => u.Value.Suffix, StringComparer.Ordinal)];

    /// <summary>Unit as OpenMetrics has it; the end of the names.</summary>
    public string Suffix { get; }

    /// <summary>Name of the family of values.</summary>
    public string Values => "health_indicator_" + Suffix;

    /// <summary>Name of the family of targets.</summary>
    public string Targets => "health_indicator_target_" + Suffix;

    public static MetricFamily Of(string unit) => ByUnit[unit];

    /// <summary>A figure in the unit of the family; scaled as a decimal, so that 87.7 percent are 0.877.</summary>
    public double ValueOf(Observation figure) =>
        factor == 1 ? figure.Number : (double)(decimal.Parse(figure.Value, NumberStyles.Float, CultureInfo.InvariantCulture) * factor);

    public void Begin(MetricsWriter writer, string family, string zh, string en) =>
        writer.Family(family, Gauge, Suffix, $"{zh}（{name.Zh}） / {en} ({name.En})");
}
