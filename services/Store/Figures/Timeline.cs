using System.Globalization;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>One figure through time: what was shown from each day on which something became known. What has no day is known last.</summary>
internal sealed class Timeline
{
    private readonly StatementRow[] statements;
    private readonly List<Moment> moments = [];

    public Timeline(IEnumerable<StatementRow> statements)
    {
        this.statements = [.. InOrder(statements)];
        for (var end = 1; end <= this.statements.Length; end++)
        {
            var day = this.statements[end - 1].KnownFrom;
            if (end == this.statements.Length || this.statements[end].KnownFrom != day)
            {
                moments.Add(Moment.Of(day, this.statements[..end]));
            }
        }
    }

    /// <summary>In the order in which they became known.</summary>
    public static IOrderedEnumerable<StatementRow> InOrder(IEnumerable<StatementRow> statements) => statements
        .OrderBy(s => s.KnownFrom.Length == 0).ThenBy(s => s.KnownFrom, StringComparer.Ordinal).ThenBy(s => s.Release.Sequence);

    /// <summary>The figure that a selection knows of by its day, with the last day that it was shown; null where none was.</summary>
    public static Figure? AsOf(SeriesKey series, List<StatementRow> statements, Selection selection)
    {
        var known = statements.FindAll(s => selection.Knows(s.Release));
        var figure = known.Count == 0 ? null : Derivation.Read(series, known);
        if (figure is not null && known.Count < statements.Count)
        {
            figure.Message.KnownUntil = new Timeline(statements).ShownUntil(selection.AsOf);
        }

        return figure;
    }

    /// <summary>Every number with what became of it, in the order in which they became known.</summary>
    public IEnumerable<Vintage> Vintages() => statements.Where(s => !s.Withdraws).Select(VintageOf);

    // The number shown on a day that something was known, until another is.
    private string ShownUntil(string day)
    {
        var at = moments.FindLastIndex(m => m.Day.Length > 0 && string.CompareOrdinal(m.Day, day) <= 0);
        var end = moments.FindIndex(at, m => !m.Shows(moments[at].Shown!));
        return end < 0 ? "" : DayBefore(moments[end].Day);
    }

    private Vintage VintageOf(StatementRow statement)
    {
        var vintage = new Vintage
        {
            Period = statement.ToPeriod(),
            Kind = statement.Kind,
            Statement = statement.ToStatement(),
            Status = StatusOf(statement),
            KnownFrom = statement.KnownFrom,
            Note = statement.Note,
            Preliminary = statement.Preliminary,
            SeriesBreak = statement.SeriesBreak,
        };
        if (EndOf(statement) is { } end)
        {
            var replacement = Replacement.Of(statement, end);
            (vintage.KnownUntil, vintage.ReplacedBy) = (DayBefore(end.Day), replacement.By.Release.Release.Id);
            Explain(vintage, replacement);
        }
        else if (vintage.Status != VintageStatus.Shown)
        {
            Explain(vintage, Replacement.Of(statement, moments[^1]));
        }

        return vintage;
    }

    // The first moment at which it was over: its number no longer shown, or, of one that never was, revised or taken back.
    private Moment? EndOf(StatementRow statement)
    {
        var last = moments.FindLastIndex(m => m.Shows(statement));
        return last >= 0 ? moments.ElementAtOrDefault(last + 1) : moments.Find(m => m.Revises(statement));
    }

    private VintageStatus StatusOf(StatementRow statement)
    {
        var now = moments[^1];
        return ReferenceEquals(now.Shown, statement) ? VintageStatus.Shown
            : !now.Revises(statement) ? Derivation.Agree(now.Shown!, statement) ? VintageStatus.Corroborates : VintageStatus.Disputed
            : Replacement.Of(statement, now).Reason == ReplacementReason.Withdrawn ? VintageStatus.Withdrawn
            : VintageStatus.Revised;
    }

    private static void Explain(Vintage vintage, Replacement replacement) => (vintage.Reason, vintage.ReasonText) = (replacement.Reason, replacement.Text);

    private static string DayBefore(string day) =>
        day.Length == 0 ? "" : DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture).AddDays(-1).ToString("O", CultureInfo.InvariantCulture);
}
