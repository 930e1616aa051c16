using Indicators.Contracts;
using Indicators.Store.Figures;
using Indicators.Store.Publishing;

namespace Indicators.Store.Targets;

/// <summary>Checks what definitions declare as measuring their targets: form, indicators, dimensions; one pair for each series.</summary>
/// <param name="file">Name of the file of definitions.</param>
/// <param name="units">Unit of every indicator that this service owns, those of the file included.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class TargetPairChecks(string file, IReadOnlyDictionary<string, string> units, FaultList faults)
{
    private const string Column = "actual_of";
    private const string Example = "key_specialty_projects|tier=provincial|same";

    public void Check(DefinitionRow definition, int row)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in TargetPair.Split(definition.ActualOf))
        {
            if (TargetPair.Parse(text) is not { } pair)
            {
                Add(
                    row, text, "须为“指标|维度|规则”，规则为 same、sum（至少两部分）或 not_comparable(中文|English)。",
                    "This is `indicator|dimensions|rule`; a rule is same, sum (of two parts or more) or not_comparable(zh|en).", Example);
                continue;
            }

            if (!seen.Add(pair.Target ?? "*"))
            {
                Add(row, text, "同一目标序列只能声明一次。", "The same series of targets is declared twice.");
            }

            CheckIndicator(definition, pair, row);
            foreach (var dimensions in pair.Parts.Append(pair.Target ?? ""))
            {
                CheckDimensions(dimensions, row);
            }

            if (pair.Parts.Distinct(StringComparer.Ordinal).Count() != pair.Parts.Count)
            {
                Add(row, text, "同一部分不能相加两次。", "The same part stands twice in the sum.");
            }
        }
    }

    private void CheckIndicator(DefinitionRow definition, TargetPair pair, int row)
    {
        if (pair.Indicator.Length == 0)
        {
            return;
        }

        if (!units.TryGetValue(pair.Indicator, out var unit))
        {
            Add(row, pair.Indicator, "本服务没有这个指标。", "This service owns no such indicator.", Nearest.To(pair.Indicator, units.Keys));
        }
        else if (pair.Rule != PairRule.NotComparable && unit != definition.Unit)
        {
            Add(row, pair.Indicator, $"单位是 {unit}，不能与 {definition.Unit} 比较。", $"It is in {unit} and cannot be compared with {definition.Unit}.", definition.Code);
        }
    }

    private void CheckDimensions(string text, int row)
    {
        var dimensions = DimensionText.Parse(text);
        foreach (var written in dimensions.Where(d => !CodeLists.DimensionValues.ContainsKey((d.Key, d.Value))).Select(d => $"{d.Key}={d.Value}"))
        {
            var known = CodeLists.DimensionValues.Keys.Select(d => $"{d.Key}={d.Value}");
            Add(row, written, "没有声明这个维度或取值。", "This dimension or value is not declared.", Nearest.To(written, known));
        }

        var keys = dimensions.Select(d => d.Key).ToList();
        var ordered = keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        if (!keys.SequenceEqual(ordered))
        {
            Add(row, text, "维度须按键的字母顺序各写一次。", "Dimensions stand once each in alphabetical order of their keys.", string.Join(';', dimensions.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key}={d.Value}")));
        }
    }

    private void Add(int row, string value, string zh, string en, string hint = "") => faults.Add(file, row, Column, value, zh, en, hint);
}
