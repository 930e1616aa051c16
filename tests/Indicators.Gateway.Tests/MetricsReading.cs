using System.Text.Json;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>What a figure of REST is called among metrics: written down once more, for the tests to hold against.</summary>
internal static class MetricsReading
{
    private static readonly string[] Own = ["indicator", "area", "kind", "frequency"];

    public static bool IsFigure(this MetricsSample sample) =>
        sample.Labels.ContainsKey("indicator") && !sample.Name.EndsWith("_timestamp_seconds", StringComparison.Ordinal);

    /// <summary>The labels of a sample, whatever its name.</summary>
    public static string Figure(this MetricsSample sample) => sample.Series[sample.Name.Length..];

    /// <summary>The labels of the series of a figure of REST.</summary>
    public static string Series(this JsonElement figure)
    {
        string[] values = [figure.Text("indicator"), figure.Text("area"), figure.Text("kind"), figure.Text("frequency")];
        var labels = Own.Zip(values).Concat(Dimensions(figure.Text("dimensions")));
        return new MetricsSample("", labels.ToDictionary(l => l.Item1, l => l.Item2), 0, null).Series;
    }

    public static string MetricName(this JsonElement figure) => "health_indicator_" + figure.Text("unit") switch
    {
        "percent" => "ratio", "days" => "seconds", "count" => "items", var unit => unit,
    };

    public static double MetricValue(this JsonElement figure) =>
        figure.GetProperty("value").GetDouble() * figure.Text("unit") switch { "percent" => 0.01, "days" => 86_400, _ => 1 };

    private static IEnumerable<(string Key, string Value)> Dimensions(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(d => d.Split('=')).Select(d => (d[0], d[1]));
}
