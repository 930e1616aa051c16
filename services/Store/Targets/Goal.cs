using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store.Targets;

/// <summary>What a target asks for.</summary>
/// <param name="Number">The number to be met.</param>
/// <param name="Side">+1: not below it, -1: not above it, 0: the number itself.</param>
/// <param name="IsStrict">The number itself does not meet it.</param>
internal sealed record Goal(decimal Number, int Side, bool IsStrict)
{
    public static Goal Of(Observation target, Direction direction) => new(
        DecimalText.Parse(target.Value),
        target.Qualifier switch
        {
            Qualifier.AtLeast or Qualifier.MoreThan => 1,
            Qualifier.AtMost => -1,
            _ => direction switch { Direction.HigherIsBetter => 1, Direction.LowerIsBetter => -1, _ => 0 },
        },
        target.Qualifier == Qualifier.MoreThan);

    /// <summary>Whether an actual meets it for certain: `more than 1,400` is 1,400 or above and no more is known.</summary>
    public bool IsMetBy(decimal actual, Qualifier qualifier) => (Side, qualifier) switch
    {
        (1, Qualifier.AtMost) or (-1, Qualifier.MoreThan or Qualifier.AtLeast) or (0, Qualifier.MoreThan or Qualifier.AtLeast or Qualifier.AtMost) => false,
        (1, _) => actual > Number || (actual == Number && (!IsStrict || qualifier == Qualifier.MoreThan)),
        (-1, _) => actual <= Number,
        _ => actual == Number,
    };

    /// <summary>Whether a yearly pace is at least the one that is needed, from the side that the gap lies on.</summary>
    public bool IsReachedAt(decimal pace, decimal needed, decimal gap) => (Side, gap) switch
    {
        (1, 0) => pace > 0,
        (1, _) => pace >= needed,
        (-1, _) => pace <= needed,
        (_, > 0) => pace >= needed,
        _ => pace <= needed,
    };
}
