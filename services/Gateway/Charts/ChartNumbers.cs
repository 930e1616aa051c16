using System.Globalization;
using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>The numbers of one picture, all in one unit that a reader counts in: 万, 亿 in Chinese, thousand, million in English.</summary>
internal sealed class ChartNumbers
{
    private readonly ChartWords words;
    private readonly string unit;
    private readonly string size;

    private ChartNumbers(ChartWords words, string unit, double factor, string size) =>
        (this.words, this.unit, Factor, this.size) = (words, unit, factor, size);

    /// <summary>What a value is divided by to be drawn.</summary>
    public double Factor { get; }

    /// <summary>They cannot be more than 100.</summary>
    public bool IsPercent => unit == "percent";

    /// <summary>The unit as it stands under the title; "" where there is none to name.</summary>
    public string Unit
    {
        get
        {
            var name = UnitName;
            return size.Length == 0 ? name : words.IsChinese ? size + name : name.Length == 0 ? size : $"{size} {name}";
        }
    }

    private string UnitName => unit switch
    {
        "percent" => "%",
        "per_mille" => "‰",
        "ordinal" => "",
        "count" => words.Of("个", ""),
        _ => ReaderNumbers.UnitName(unit, !words.IsChinese),
    };

    /// <summary>The unit that suits the largest of these values, in base units.</summary>
    public static ChartNumbers Of(string unit, IEnumerable<double> values, ChartWords words)
    {
        var largest = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var scale = ReaderNumbers.ScaleOf((decimal)largest, !words.IsChinese);

        // In thousands 10,637 would lose the digits that a reader takes in at once.
        return largest < 100_000 ? new(words, unit, 1, "") : new(words, unit, (double)scale.Divisor, scale.Word.Trim());
    }

    /// <summary>A value beside its mark: as many digits as a reader takes in, without the unit but for percent.</summary>
    public string Short(double value)
    {
        var scaled = value / Factor;
        var format = Math.Abs(scaled) switch { >= 1000 => "#,##0.#", >= 100 => "#,##0.#", >= 1 => "0.##", _ => "0.###" };
        return scaled.ToString(format, CultureInfo.InvariantCulture) + (IsPercent ? "%" : "");
    }

    /// <summary>A value with what the document says of its exactness: at least, about.</summary>
    public string Short(Observation figure) => words.Qualify(figure.Qualifier, Short(figure.Number));

    /// <summary>A value in full, with its unit.</summary>
    public string Full(Observation figure) => words.QualifyInWords(figure.Qualifier, Full(figure.Number));

    /// <summary>A value in full, with its unit.</summary>
    public string Full(double value)
    {
        var number = (value / Factor).ToString("#,##0.######", CultureInfo.InvariantCulture);
        var name = Unit;
        return name.Length == 0 || name is "%" or "‰" || words.IsChinese ? number + name : $"{number} {name}";
    }

    /// <summary>A share in percent, whatever the unit of the figures.</summary>
    public static string Share(double percent) => percent.ToString("0.#", CultureInfo.InvariantCulture) + "%";

    /// <summary>The value of a tick.</summary>
    public string Tick(double value) => value.ToString("#,##0.##########", CultureInfo.InvariantCulture) + (IsPercent ? "%" : "");
}
