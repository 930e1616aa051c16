using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store.Targets;

/// <summary>Reads what measures a target: one actual for each period in which all its parts are stated.</summary>
/// <param name="connection">A reader that no other walk uses meanwhile.</param>
/// <param name="figures">Derives figures from statements.</param>
/// <param name="known">Which releases count; its periods and kinds are not looked at.</param>
internal sealed class ActualReader(ReadConnection connection, ObservationReader figures, Selection known)
{
    private readonly Selection measured = new(known.Sequence, known.AsOf, [], [], [], (1 << (int)Kind.Actual) | (1 << (int)Kind.Derived), 0);
    private (Scan Scan, List<Observation> Figures)? last;

    /// <summary>The actuals of a target, oldest first.</summary>
    public List<TargetActual> Read(TargetPair pair, Observation target)
    {
        IReadOnlyList<string> parts = pair.Parts is [""] ? [DimensionText.Of(target.Dimensions)] : pair.Parts;
        return Figures(new Scan(pair.Indicator, target.Area))
            .Where(f => parts.Contains(DimensionText.Of(f.Dimensions)))
            .GroupBy(f => f.Period.Code, StringComparer.Ordinal)
            .Select(period => Actual(parts, [.. period]))
            .OfType<TargetActual>()
            .OrderBy(a => a.Period.End, StringComparer.Ordinal).ThenBy(a => a.Period.Start, StringComparer.Ordinal)
            .ToList();
    }

    // The targets of one indicator follow each other and are mostly measured by the same one.
    private List<Observation> Figures(Scan scan)
    {
        if (last is not { } held || held.Scan != scan)
        {
            held = (scan, figures.Read(connection, scan, measured).ToList());
            last = held;
        }

        return held.Figures;
    }

    private static TargetActual? Actual(IReadOnlyList<string> parts, List<Observation> period)
    {
        // What was measured comes before what was worked out.
        var found = parts.Select(p => period.Where(f => DimensionText.Of(f.Dimensions) == p).MinBy(f => f.Kind)).OfType<Observation>().ToList();
        if (found.Count < parts.Count)
        {
            return null;
        }

        return found.Count == 1
            ? new TargetActual { Value = found[0].Value, Qualifier = found[0].Qualifier, Period = found[0].Period, Parts = { found } }
            : Sum(found);
    }

    private static TargetActual? Sum(List<Observation> parts)
    {
        if (QualifierOfSum(parts) is not { } qualifier)
        {
            return null;
        }

        var sum = parts.Sum(p => DecimalText.Parse(p.Value));
        var total = FigureWords.Number(sum, qualifier, parts[0].Unit);
        var (terms, note) = (parts.ConvertAll(p => (Number: FigureWords.Number(p), Words: FigureWords.Dimensions(p.Dimensions))), new LocalizedText());
        note.Zh = $"由本项目相加，没有文件写明合计：{string.Join(" + ", terms.Select(t => $"{t.Number.Zh}（{t.Words.Zh}）"))} = {total.Zh}。";
        note.En = $"Added up here and stated by no document: {string.Join(" + ", terms.Select(t => $"{t.Number.En} ({t.Words.En})"))} = {total.En}.";
        return new TargetActual { Value = DecimalText.Of(sum), Qualifier = qualifier, Period = parts[0].Period, Derived = true, Note = note, Parts = { parts } };
    }

    /// <summary>A sum is as open as its parts; null where they are open to both sides, for then it says nothing.</summary>
    private static Qualifier? QualifierOfSum(List<Observation> parts)
    {
        var all = parts.Select(p => p.Qualifier).Distinct().ToList();
        var (isOver, isUnder) = (all.Exists(q => q is Qualifier.MoreThan or Qualifier.AtLeast), all.Contains(Qualifier.AtMost));
        return (isOver, isUnder) switch
        {
            (true, true) => null,
            (true, false) => all.Contains(Qualifier.MoreThan) ? Qualifier.MoreThan : Qualifier.AtLeast,
            (false, true) => Qualifier.AtMost,
            _ => all is [Qualifier.Exact] ? Qualifier.Exact : Qualifier.About,
        };
    }
}
