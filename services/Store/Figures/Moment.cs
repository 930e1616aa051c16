namespace Indicators.Store.Figures;

/// <summary>What was known of one figure from a day on, and what was shown of it.</summary>
/// <param name="Day">ISO 8601; "" for what has no day.</param>
/// <param name="Known">Every statement known then, in the order in which they became known.</param>
/// <param name="Shown">The shown one; null where none stands.</param>
internal sealed record Moment(string Day, IReadOnlyList<StatementRow> Known, StatementRow? Shown)
{
    public static Moment Of(string day, IReadOnlyList<StatementRow> known) => new(day, known, Derivation.Judge(known)?.Shown);

    /// <summary>Whether a statement stands and its number is the one that is shown, be it as this document states it or as another does.</summary>
    public bool Shows(StatementRow statement) => Shown is not null && Known.Contains(statement) && !Revises(statement) && IsSame(Shown, statement);

    /// <summary>Whether a statement was revised or taken back by then.</summary>
    public bool Revises(StatementRow statement) => Known.Contains(statement) && Known.Any(other => Derivation.Revises(other, statement));

    /// <summary>Whether two statements give the same number in the same sense; a new source alone is no new number.</summary>
    public static bool IsSame(StatementRow a, StatementRow b) => a.Value == b.Value && a.Qualifier == b.Qualifier;
}
