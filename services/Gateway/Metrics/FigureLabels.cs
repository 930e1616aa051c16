using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway.Metrics;

/// <summary>
/// Labels of a figure: indicator, area, kind and frequency, then its dimensions by their keys. The frequency is one of them because a year, its first
/// quarter and its first month begin on one day.
/// </summary>
internal static class FigureLabels
{
    /// <summary>The labels that no dimension may be called by.</summary>
    public static readonly string[] Own = ["indicator", "area", "kind", "frequency"];

    private const int KindAt = 2;
    private const int FrequencyAt = 3;

    public static KeyValuePair<string, string>[] Of(Observation figure)
    {
        var labels = new KeyValuePair<string, string>[Own.Length + figure.Dimensions.Count];
        labels[0] = new(Own[0], figure.Indicator);
        labels[1] = new(Own[1], figure.Area);
        Set(labels, figure.Kind, figure.Period.Frequency);
        for (var i = 0; i < figure.Dimensions.Count; i++)
        {
            labels[Own.Length + i] = new(figure.Dimensions[i].Key, figure.Dimensions[i].Value);
        }

        return labels;
    }

    /// <summary>Makes the labels of one figure of a series those of another.</summary>
    public static void Set(KeyValuePair<string, string>[] labels, Kind kind, Frequency frequency)
    {
        labels[KindAt] = new(Own[KindAt], Enums.Kinds.Text(kind));
        labels[FrequencyAt] = new(Own[FrequencyAt], Enums.Frequencies.Text(frequency));
    }
}
