using Indicators.Data.V1;

namespace Indicators.Store.Figures;

/// <summary>What happened to one figure, from its statements alone.</summary>
internal static class Changes
{
    /// <summary>Between what two states know of it; null where they show the same number.</summary>
    public static FigureChange? Between(SeriesKey series, List<StatementRow> statements, Func<StoredRelease, bool> knew, Func<StoredRelease, bool> knows)
    {
        var before = Moment.Of("", Known(statements, knew)).Shown;
        var then = Moment.Of("", Known(statements, knows));
        if (before is null)
        {
            return then.Shown is null ? null : Change(ChangeType.Added, series, null, then.Shown);
        }

        if (then.Shown is not null && Moment.IsSame(before, then.Shown))
        {
            return null;
        }

        var replacement = Replacement.Of(before, then);
        var change = Change(then.Shown is null ? ChangeType.Withdrawn : ChangeType.Revised, series, before, then.Shown);
        change.Reason = replacement.Reason;
        change.Note ??= replacement.By.Note;
        return change;
    }

    /// <summary>By one release, against what was known when it became known; what it says of the figure must be among the statements.</summary>
    public static FigureChange By(long releaseNo, SeriesKey series, List<StatementRow> statements)
    {
        var ordered = Timeline.InOrder(statements).ToList();
        var at = ordered.FindIndex(s => s.Release.Number == releaseNo);
        var (stated, earlier) = (ordered[at], ordered.GetRange(0, at));
        var verdict = Derivation.Judge(earlier);
        var revised = earlier.Where(s => !s.Withdraws && Derivation.Revises(stated, s)).ToList();
        if (stated.Withdraws)
        {
            return Withdrawal(series, Derivation.Judge(revised)?.Shown, stated);
        }

        if (revised.Count > 0)
        {
            var old = verdict is { Shown: var shown } && revised.Contains(shown) ? shown : Derivation.Judge(revised)?.Shown ?? revised[^1];
            return Change(Moment.IsSame(old, stated) ? ChangeType.Confirmed : ChangeType.Revised, series, old, stated, ReplacementReason.Revised);
        }

        return verdict is not { Shown: var before } ? Change(ChangeType.Added, series, null, stated)
            : Change(Derivation.Agree(before, stated) ? ChangeType.Confirmed : ChangeType.Disputed, series, before, stated);
    }

    private static FigureChange Withdrawal(SeriesKey series, StatementRow? old, StatementRow withdrawal)
    {
        var change = Change(ChangeType.Withdrawn, series, old, null, ReplacementReason.Withdrawn);
        (change.Note, change.Period, change.Kind) = (withdrawal.Note, withdrawal.ToPeriod(), withdrawal.Kind);
        return change;
    }

    private static List<StatementRow> Known(List<StatementRow> statements, Func<StoredRelease, bool> knows) =>
        [.. Timeline.InOrder(statements.Where(s => knows(s.Release)))];

    private static FigureChange Change(ChangeType type, SeriesKey series, StatementRow? before, StatementRow? after, ReplacementReason reason = default) => new()
    {
        Type = type,
        Indicator = series.Indicator,
        Area = series.Area,
        Period = (after ?? before)?.ToPeriod(),
        Dimensions = { series.Dimensions },
        Kind = (after ?? before)?.Kind ?? default,
        Unit = series.Unit,
        Before = before?.ToStatement(),
        After = after?.ToStatement(),
        Reason = reason,
        Note = after?.Note,
    };
}
