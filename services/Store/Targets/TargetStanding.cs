using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store.Targets;

/// <summary>Holds a target against what measures it.</summary>
/// <param name="definition">Definition of the target's indicator.</param>
/// <param name="day">The day that it is judged on, ISO 8601.</param>
internal sealed class TargetStanding(Indicator definition, string day)
{
    private const int FurtherDigits = 2;
    private const int ShareDigits = 2;

    public Target Judge(Observation figure, TargetPair pair, IReadOnlyList<TargetActual> actuals)
    {
        var target = new Target { Figure = figure };
        if (pair.Rule == PairRule.NotComparable)
        {
            return As(target, TargetState.NotComparable, pair.Reason);
        }

        // Of a target for a year that is over, what came later says nothing; unless there is nothing else.
        var newest = actuals.LastOrDefault(a => string.CompareOrdinal(a.Period.End, figure.Period.End) <= 0) ?? actuals.FirstOrDefault();
        return newest is null ? As(target, TargetState.NoActual, TargetReasons.NoActual) : Judge(target, newest, actuals);
    }

    private Target Judge(Target target, TargetActual newest, IReadOnlyList<TargetActual> actuals)
    {
        var figure = target.Figure;
        var goal = Goal.Of(figure, definition.Direction);
        var actual = DecimalText.Parse(newest.Value);
        var gap = goal.Number - actual;
        var isMet = goal.IsMetBy(actual, newest.Qualifier);
        var isOver = string.CompareOrdinal(day, figure.Period.End) > 0;
        var soFar = Pace.SoFar(actuals, newest);
        var needed = isMet || isOver ? null : Pace.Between(newest.Period.End, figure.Period.End, gap);
        target.Actual = newest;
        target.Gap = DecimalText.Of(gap);
        target.ShareReached = definition.Direction == Direction.HigherIsBetter && goal.Number > 0 ? Rounded(actual / goal.Number * 100, ShareDigits) : "";
        target.PaceSoFar = Rounded(soFar, definition.Decimals + FurtherDigits);
        target.PaceNeeded = Rounded(needed, definition.Decimals + FurtherDigits);
        var reasons = new TargetReasons(target);
        return isMet ? As(target, TargetState.Reached, reasons.Reached)
            : isOver ? As(target, TargetState.Behind, reasons.Over)
            : needed is null ? As(target, TargetState.Behind, reasons.NoTime)
            : soFar is null ? As(target, TargetState.Behind, reasons.NoPace)
            : goal.IsReachedAt(soFar.Value, needed.Value, gap) ? As(target, TargetState.OnPace, reasons.OnPace)
            : As(target, TargetState.Behind, reasons.TooSlow);
    }

    private static Target As(Target target, TargetState state, LocalizedText reason)
    {
        (target.State, target.Reason) = (state, reason);
        return target;
    }

    private static string Rounded(decimal? number, int digits) => number is { } known ? DecimalText.Of(Math.Round(known, digits)) : "";
}
