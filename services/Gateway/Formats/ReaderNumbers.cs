using System.Globalization;
using Indicators.Contracts;

namespace Indicators.Gateway.Formats;

/// <summary>
/// Numbers as people read them: 万 and 亿 in Chinese, million and billion in English; small ones with their digits in groups. What is exact
/// stands beside it: <see cref="Exact"/>.
/// </summary>
internal static class ReaderNumbers
{
    private const decimal Wan = 10_000m;
    private const decimal Yi = 100_000_000m;
    private const decimal Thousand = 1_000m;
    private const decimal Million = 1_000_000m;
    private const decimal Billion = 1_000_000_000m;

    // Up to here a Chinese reader takes in the plain digits at once.
    private const decimal PlainInChinese = 100_000m;

    /// <summary>One step for all numbers of a scale, such as the ticks of an axis.</summary>
    /// <param name="largest">The largest size among them.</param>
    /// <param name="isEnglish">The language.</param>
    public static ReaderScale ScaleOf(decimal largest, bool isEnglish) => (Math.Abs(largest), isEnglish) switch
    {
        ( >= Billion, true) => new(Billion, " billion"),
        ( >= Million, true) => new(Million, " million"),
        ( >= Thousand * 10, true) => new(Thousand, " thousand"),
        ( >= Yi, false) => new(Yi, "亿"),
        ( >= PlainInChinese, false) => new(Wan, "万"),
        _ => new(1, ""),
    };

    /// <summary>A number without its unit: `13.26亿`, `1.326 billion`, `45,670`, `95.3`.</summary>
    /// <param name="value">In the base unit.</param>
    /// <param name="decimals">Digits after the point that the indicator shows.</param>
    /// <param name="isEnglish">The language.</param>
    public static string Number(decimal value, int decimals, bool isEnglish)
    {
        var scale = ScaleOf(value, isEnglish);
        if (scale.Divisor <= Thousand && scale.Divisor != 1)
        {
            scale = new(1, "");
        }

        return scale.Divisor == 1 ? Digits(value, decimals) : Digits(value / scale.Divisor, isEnglish ? 3 : 4) + scale.Word;
    }

    /// <summary>A number with its unit: `13.26亿人`, `1.326 billion persons`, `95.3%`.</summary>
    /// <param name="value">Exact decimal text in the base unit; what is none is given back.</param>
    /// <param name="unit">Code of the base unit.</param>
    /// <param name="decimals">Digits after the point that the indicator shows.</param>
    /// <param name="isEnglish">The language.</param>
    public static string Text(string value, string unit, int decimals, bool isEnglish) =>
        decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? WithUnit(Number(number, Math.Max(decimals, DecimalsOf(value)), isEnglish), unit, isEnglish)
            : value;

    /// <summary>Every digit in groups, without unit: `1,326,378,300`.</summary>
    public static string Exact(string value) => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
        ? Digits(number, DecimalsOf(value))
        : value;

    /// <summary>Puts a unit to a written number.</summary>
    public static string WithUnit(string number, string unit, bool isEnglish) => unit switch
    {
        "percent" => number + "%",
        "per_mille" => number + "‰",
        "ordinal" => isEnglish ? $"No. {number}" : $"第{number}",
        "count" => isEnglish ? number : number + "个",
        "per_100000" when !isEnglish => number + "/10万",
        _ => isEnglish ? $"{number} {UnitName(unit, true)}" : number + UnitName(unit, false),
    };

    /// <summary>Name of a unit, for the head of a column or an axis.</summary>
    public static string UnitName(string unit, bool isEnglish) =>
        CodeLists.Units.TryGetValue(unit, out var known) ? isEnglish ? known.Name.En : known.Name.Zh : unit;

    private static int DecimalsOf(string value) => value.IndexOf('.') is var point and >= 0 ? Math.Min(value.Length - point - 1, 10) : 0;

    private static string Digits(decimal value, int most) =>
        Math.Round(value, most, MidpointRounding.ToEven).ToString("#,##0." + new string('#', most), CultureInfo.InvariantCulture);
}

/// <summary>What numbers are divided by, and the word that stands for it, with the space before it that its language wants.</summary>
internal readonly record struct ReaderScale(decimal Divisor, string Word);
