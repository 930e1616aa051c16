using System.Globalization;

namespace Indicators.Store.Figures;

/// <summary>Exact decimals as they are stored and sent: plain digits, a point, no exponent, no trailing zeros.</summary>
internal static class DecimalText
{
    private const string Plain = "0.############################";
    private const string Grouped = "#,0.############################";

    public static decimal Parse(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public static string Of(decimal number) => number.ToString(Plain, CultureInfo.InvariantCulture);

    /// <summary>As a sentence shows it: 10,631.</summary>
    public static string Readable(decimal number) => number.ToString(Grouped, CultureInfo.InvariantCulture);
}
