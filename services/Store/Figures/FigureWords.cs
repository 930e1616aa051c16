using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Figures in sentences of both languages.</summary>
internal static class FigureWords
{
    private const string NoUnit = "count";

    /// <summary>A number with its qualifier and its base unit: 超过1,400个, `more than 1,400`.</summary>
    public static LocalizedText Number(decimal value, Qualifier qualifier, string unit)
    {
        var number = DecimalText.Readable(value);
        var name = CodeLists.Units.GetValueOrDefault(unit)?.Name ?? new LocalizedText();
        var (zh, en) = Qualified(qualifier);
        return unit switch
        {
            "percent" => new() { Zh = $"{zh}{number}%", En = $"{en}{number}%" },
            NoUnit => new() { Zh = $"{zh}{number}{name.Zh}", En = $"{en}{number}" },
            _ => new() { Zh = $"{zh}{number}{name.Zh}", En = $"{en}{number} {name.En}" },
        };
    }

    public static LocalizedText Number(Observation figure) => Number(DecimalText.Parse(figure.Value), figure.Qualifier, figure.Unit);

    /// <summary>Dimensions in words; the stated total where there are none.</summary>
    public static LocalizedText Dimensions(IEnumerable<Dimension> dimensions)
    {
        var declared = dimensions.Select(d => CodeLists.DimensionValues.GetValueOrDefault((d.Key, d.Value))).OfType<DimensionValue>().ToList();
        return declared.Count == 0
            ? new() { Zh = "总数", En = "the total" }
            : new()
            {
                Zh = string.Join('；', declared.Select(d => $"{d.KeyName.Zh}：{d.ValueName.Zh}")),
                En = string.Join("; ", declared.Select(d => $"{d.KeyName.En}: {d.ValueName.En}")),
            };
    }

    private static (string Zh, string En) Qualified(Qualifier qualifier) => qualifier switch
    {
        Qualifier.MoreThan => ("超过", "more than "),
        Qualifier.AtLeast => ("不少于", "at least "),
        Qualifier.AtMost => ("不超过", "at most "),
        Qualifier.About => ("约", "about "),
        Qualifier.StriveFor => ("力争", "strive for "),
        _ => ("", ""),
    };
}
