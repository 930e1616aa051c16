using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Contracts;

/// <summary>The checks of claims that services and the gateway share: nothing is left out, every code is known, the value is a number.</summary>
/// <param name="indicators">Indicators that are known, by code.</param>
/// <param name="fault">Takes each fault: a service throws at the first, the gateway gathers them.</param>
public sealed class ClaimChecks(Func<string, Indicator?> indicators, Func<string, string> indicatorHint, Action<ErrorFields> fault)
{
    /// <summary>Most claims of one request.</summary>
    public const int MostClaims = 100;

    private const string Example = "25.4亿";

    /// <summary>A request holds 1 to 100 claims.</summary>
    public static void Count(int count, Action<ErrorFields> fault)
    {
        if (count is 0 or > MostClaims)
        {
            var message = Text($"一次须有 1 至 {MostClaims} 条说法。", $"A request holds 1 to {MostClaims} claims.");
            fault(new ErrorFields("bad_claim_count", "claims", $"{count}", message, count == 0 ? "1" : $"{MostClaims}"));
        }
    }

    /// <summary>The number of a claim; null where anything is wrong with the claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="place">What stands before the names of its fields, such as `claims[2].`.</param>
    public ClaimedValue? Check(Claim claim, string place)
    {
        var isWhole = Present(claim.Indicator, place + "indicator", "county_hospital_level2_capability_share")
            & Present(claim.Area, place + "area", "CN") & Present(claim.Period, place + "period", "2022") & Present(claim.Value, place + "value", Example);
        var indicator = claim.Indicator.Length > 0 ? Indicator(claim.Indicator, place) : null;
        isWhole &= indicator is not null;
        if (claim.Area.Length > 0 && !CodeLists.Areas.ContainsKey(claim.Area))
        {
            isWhole = Unknown(place + "area", claim.Area, Hints.Area(claim.Area));
        }

        if (claim.Period.Length > 0 && !Periods.TryParse(claim.Period, out _))
        {
            var message = Text("不是期间，如 2022、2022-12-31、2023-04、2023-H2、2023-Q1。", "This is no period such as 2022, 2022-12-31, 2023-04, 2023-H2 or 2023-Q1.");
            isWhole = Wrong("bad_period", place + "period", claim.Period, message, Periods.NearestTo(claim.Period));
        }

        isWhole &= Dimensions(claim, place);
        var value = claim.Value.Length > 0 ? Value(claim.Value, indicator, place) : null;
        return isWhole ? value : null;
    }

    private Indicator? Indicator(string code, string place)
    {
        if (indicators(code) is { } known)
        {
            return known;
        }

        Unknown(place + "indicator", code, indicatorHint(code));
        return null;
    }

    private bool Dimensions(Claim claim, string place)
    {
        var isWhole = true;
        foreach (var twice in claim.Dimensions.GroupBy(d => d.Key).Where(g => g.Count() > 1))
        {
            var message = Text("一个数字在一个维度上只有一个取值。", "A figure has one value of a dimension.");
            isWhole = Wrong("repeated_dimension", $"{place}dimensions.{twice.Key}", string.Join(',', twice.Select(d => d.Value)), message, twice.First().Value);
        }

        foreach (var one in claim.Dimensions.Where(d => !CodeLists.DimensionValues.ContainsKey((d.Key, d.Value))))
        {
            var isKey = CodeLists.DimensionKeys.ContainsKey(one.Key);
            var nearest = isKey
                ? Hints.Named(one.Value, CodeLists.DimensionValues.Values.Where(d => d.Key == one.Key).Select(d => (d.Value, d.ValueName)))
                : Hints.Named(one.Key, CodeLists.DimensionKeys.Select(k => (k.Key, k.Value)));
            isWhole = isKey
                ? Unknown($"{place}dimensions.{one.Key}", one.Value, nearest)
                : Wrong(
                    "unknown_dimension", $"{place}dimensions.{Errors.Short(one.Key)}", one.Value,
                    Text($"没有维度“{Errors.Short(one.Key)}”。", $"There is no dimension `{Errors.Short(one.Key)}`."),
                    nearest.Length == 0 ? "" : $"dimensions.{nearest.Split(',')[0]}");
        }

        return isWhole;
    }

    private ClaimedValue? Value(string text, Indicator? indicator, string place)
    {
        if (ClaimedValue.Parse(text) is not { } value)
        {
            var message = Text(
                "这不是一个数字：可写 25.4亿、70多亿、5700万、87.7%、1.233k、10,631、about 2.54 billion，可带单位词。",
                "This is no number: write 25.4亿, 70多亿, 5700万, 87.7%, 1.233k, 10,631 or about 2.54 billion, a unit word behind it if you like.");
            Wrong("not_a_number", place + "value", text, message, Example);
            return null;
        }

        if (indicator is null || value.Fits(indicator.Unit))
        {
            return value;
        }

        var unit = CodeLists.Units.GetValueOrDefault(indicator.Unit)?.Name ?? new LocalizedText { Zh = indicator.Unit, En = indicator.Unit };
        var other = Text($"指标的单位是“{unit.Zh}”，与“{value.Unit}”不符。", $"The indicator is in {unit.En}, which `{value.Unit}` is not.");
        Wrong("wrong_unit", place + "value", text, other, text.EndsWith(value.Unit, StringComparison.Ordinal) ? text[..^value.Unit.Length].TrimEnd() : Example);
        return null;
    }

    private bool Present(string value, string parameter, string example)
    {
        var isPresent = !string.IsNullOrWhiteSpace(value);
        return isPresent || Wrong("missing_parameter", parameter, value, Text($"缺少“{parameter}”。", $"`{parameter}` is missing."), example);
    }

    private bool Unknown(string parameter, string value, string hint) =>
        Wrong("unknown_code", parameter, value, Text($"没有代码“{Errors.Short(value)}”。", $"There is no code `{Errors.Short(value)}`."), hint);

    private bool Wrong(string code, string parameter, string value, LocalizedText message, string hint)
    {
        fault(new ErrorFields(code, parameter, Errors.Short(value), message, hint));
        return false;
    }

    private static LocalizedText Text(string zh, string en) => new() { Zh = zh, En = en };
}
