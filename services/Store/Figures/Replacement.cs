using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Why one statement is shown, or stands, in place of another.</summary>
internal readonly record struct Replacement(StatementRow By, ReplacementReason Reason)
{
    /// <summary>The same in words; of a withdrawal its own.</summary>
    public LocalizedText Text
    {
        get
        {
            var title = By.Release.Release.Title;
            return Reason switch
            {
                ReplacementReason.Withdrawn => By.Note,
                ReplacementReason.Revised => Words($"由《{title.Zh}》修订。", $"Revised by “{title.En}”."),
                ReplacementReason.BetterEvidence => Words($"《{title.Zh}》的依据等级更高。", $"“{title.En}” is better evidence."),
                ReplacementReason.FinerDigits => Words($"《{title.Zh}》的数字更精细。", $"“{title.En}” states finer digits."),
                _ => Words($"《{title.Zh}》的依据等级相同而更晚。", $"“{title.En}” is as good evidence and later."),
            };
        }
    }

    /// <summary>Of a statement that is known and not shown at a moment.</summary>
    public static Replacement Of(StatementRow statement, Moment moment)
    {
        foreach (var other in moment.Known)
        {
            if (Derivation.Revises(other, statement))
            {
                return new Replacement(other, other.Withdraws ? ReplacementReason.Withdrawn : ReplacementReason.Revised);
            }
        }

        return new Replacement(moment.Shown!, ReasonOf(statement, moment.Shown!));
    }

    private static ReplacementReason ReasonOf(StatementRow statement, StatementRow shown) =>
        shown.Release.Release.Evidence < statement.Release.Release.Evidence ? ReplacementReason.BetterEvidence
        : Derivation.Agree(shown, statement) && Derivation.IsFiner(shown, statement) ? ReplacementReason.FinerDigits
        : ReplacementReason.Later;

    private static LocalizedText Words(string zh, string en) => new() { Zh = zh, En = en };
}
