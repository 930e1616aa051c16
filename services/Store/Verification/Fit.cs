using Indicators.Contracts;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store.Verification;

/// <summary>How closely a claim fits a statement; the higher the closer.</summary>
internal enum Closeness
{
    None,
    Within,
    Rounded,
    Exact,
}

/// <summary>Holds a claimed number against one statement.</summary>
internal static class Fit
{
    /// <param name="claim">The number as it was written.</param>
    /// <param name="statement">What a document states.</param>
    /// <param name="decimals">Digits that the indicator shows; a count printed to the unit has no digits below it to be inside of.</param>
    public static Closeness Of(ClaimedValue claim, StatementRow statement, int decimals)
    {
        var (stated, side) = (statement.Number, Side(statement.Qualifier));
        return (Side(claim.Qualifier), side) switch
        {
            (0, _) when Meets(claim, stated) is var met and not Closeness.None => met,
            (0, 0) => IsInsideLastDigit(claim, statement, decimals) ? Closeness.Within : Closeness.None,
            (0, _) => (claim.Value - stated) * side > 0 ? Closeness.Within : Closeness.None,
            (var open, 0) => IsBeyond(claim, stated, open) ? Closeness.Within : Closeness.None,
            var (open, other) when open != other => Closeness.None,

            // Two bounds to one side: the same one, or a weaker one that follows from it.
            var (open, _) => stated != claim.Value ? (stated - claim.Value) * open > 0 ? Closeness.Within : Closeness.None
                : statement.Qualifier == claim.Qualifier && !claim.IsStrict ? Closeness.Exact : Closeness.Within,
        };
    }

    private static Closeness Meets(ClaimedValue claim, decimal stated)
    {
        var difference = Math.Abs(claim.Value - stated);
        return difference == 0 ? Closeness.Exact : difference <= Precision(claim) / 2 ? Closeness.Rounded : Closeness.None;
    }

    // "About 1,200" was rounded to hundreds, though its zeros are written.
    private static decimal Precision(ClaimedValue claim)
    {
        var precision = claim.Quantum;
        while (claim.Qualifier == Qualifier.About && claim.Value != 0 && claim.Value % (precision * 10) == 0)
        {
            precision *= 10;
        }

        return precision;
    }

    private static bool IsInsideLastDigit(ClaimedValue claim, StatementRow statement, int decimals) =>
        claim.Quantum < statement.Precision && (statement.Precision > 1 || decimals > 0) && Math.Abs(claim.Value - statement.Number) <= statement.Precision / 2;

    private static bool IsBeyond(ClaimedValue claim, decimal stated, int open)
    {
        var isStrict = claim.IsStrict || claim.Qualifier == Qualifier.MoreThan;
        return (stated - claim.Value) * open > 0 || (stated == claim.Value && !isStrict);
    }

    private static int Side(Qualifier qualifier) => qualifier switch
    {
        Qualifier.MoreThan or Qualifier.AtLeast => 1,
        Qualifier.AtMost => -1,
        _ => 0,
    };
}
