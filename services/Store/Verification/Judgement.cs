using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;
using Outcome = Indicators.Data.V1.Verification;

namespace Indicators.Store.Verification;

/// <summary>Finds the statement that fits a claim closest and says what that means.</summary>
internal sealed class Judgement(Outcome outcome, ClaimedValue claim, Statements statements, int decimals)
{
    public void Tell()
    {
        if (statements is { Figure: { } figure, Shown: { } shown })
        {
            outcome.Figure = figure;
            outcome.Difference = DecimalText.Of(claim.Value - shown.Number);
        }

        var (closeness, found) = Closest();
        outcome.Result = Result(closeness, found);
        if ((found ?? statements.Shown ?? statements.Replaced.LastOrDefault()) is { } about)
        {
            outcome.Statement = State(about);
        }

        var replacement = outcome.Result == VerifyResult.Superseded ? statements.ReplacementOf(found!) : null;
        outcome.ReplacedBy = replacement?.Release.Release.Id ?? "";
        outcome.Explanation = new Sentences(outcome, statements, found ?? statements.Shown).Of(closeness, replacement);
    }

    /// <summary>The closest of all; of equally close ones the shown, then what agrees with it, what does not, what was replaced.</summary>
    private (Closeness Closeness, StatementRow? Found) Closest()
    {
        var best = (Closeness: Closeness.None, Found: (StatementRow?)null);
        IEnumerable<StatementRow> shown = statements.Shown is { } first ? [first] : [];
        foreach (var row in shown.Concat(statements.Agreeing).Concat(statements.Disagreeing).Concat(statements.Replaced))
        {
            var closeness = Fit.Of(claim, row, decimals);

            // A bound that was taken back holds no number any more.
            var counts = closeness > Closeness.Within || !statements.Replaced.Contains(row);
            if (counts && closeness > best.Closeness)
            {
                best = (closeness, row);
            }
        }

        return best;
    }

    private VerifyResult Result(Closeness closeness, StatementRow? found) => found is null
        ? statements.Figure is null ? VerifyResult.Unknown : VerifyResult.Contradicted
        : statements.Replaced.Contains(found) ? VerifyResult.Superseded
        : statements.Disagreeing.Count > 0 ? VerifyResult.Disputed
        : closeness switch
        {
            Closeness.Exact => VerifyResult.Exact,
            Closeness.Rounded => VerifyResult.Rounded,
            _ => VerifyResult.WithinQualifier,
        };

    private static Statement State(StatementRow row) => new()
    {
        Value = row.Value, Qualifier = row.Qualifier, Source = row.Source, PublishedValue = row.PublishedValue, PublishedUnit = row.PublishedUnit,
    };
}
