using System.Globalization;

namespace Indicators.MedicalCenters;

/// <summary>Batches of approval: `3`, or the range `1-3`.</summary>
internal static class Batches
{
    private const char First = '1';
    private const char Last = '5';

    public static (int First, int Last) Parse(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var first = int.Parse(dash < 0 ? text : text[..dash], CultureInfo.InvariantCulture);
        return (first, dash < 0 ? first : int.Parse(text[(dash + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>Whether there is such a batch: 1 to 5.</summary>
    public static bool Exists(string text) => text is [>= First and <= Last];

    /// <summary>The nearest batch to a number that is none.</summary>
    public static string NearestTo(string text) =>
        (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number > 1 ? Last : First).ToString();

    /// <summary>Whether a batch or range holds one of the wanted batches.</summary>
    public static bool Holds(string text, IReadOnlyList<int> wanted)
    {
        if (text.Length == 0)
        {
            return false;
        }

        var (first, last) = Parse(text);
        return wanted.Any(batch => batch >= first && batch <= last);
    }
}
