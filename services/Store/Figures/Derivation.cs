using System.Globalization;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>
/// What several documents amount to for one series, period and kind. A statement is revised only by a release that declares it. Of the rest the best
/// evidence leads, then the latest; of those of its grade that agree with it the finest is shown, for rounding takes nothing back; what agrees with
/// the shown one corroborates it, and what does not stands beside it.
/// </summary>
internal static class Derivation
{
    /// <summary>The figure, or null where every statement was withdrawn.</summary>
    public static Figure? Read(SeriesKey series, List<StatementRow> statements) =>
        statements.Count == 1 && !statements[0].Withdraws ? new Figure(series, statements[0])
        : Derive(series, statements) is { } derived ? new Figure(series, derived)
        : null;

    /// <summary>The figure as a message, or null where every statement was withdrawn.</summary>
    public static Observation? Derive(SeriesKey series, List<StatementRow> statements)
    {
        if (statements.Count == 1)
        {
            return statements[0].Withdraws ? null : Show(series, statements[0]);
        }

        if (Judge(statements) is not var (shown, others))
        {
            return null;
        }

        var figure = Show(series, shown);
        figure.Revision = statements.Count(s => !s.Withdraws) - others.Count - 1;
        foreach (var other in others.Where(s => Agree(shown, s)).OrderBy(s => s.KnownFrom, StringComparer.Ordinal))
        {
            figure.AlsoStatedBy.Add(other.Source);
            figure.AlsoStated.Add(other.ToStatement());
        }

        figure.Alternatives.AddRange(others.Where(s => !Agree(shown, s)).Select(s => s.ToStatement()));
        if (figure.Alternatives.Count > 0)
        {
            figure.Status = Status.Disputed;
        }

        return figure;
    }

    /// <summary>The statement to show and the others that stand, best first; null where none stands.</summary>
    public static Verdict? Judge(IReadOnlyList<StatementRow> statements)
    {
        var standing = statements.Where(s => !s.Withdraws && !IsRevised(s, statements)).ToList();
        if (standing.Count == 0)
        {
            return null;
        }

        standing.Sort(BestFirst);
        var shown = Finest(standing);
        standing.Remove(shown);
        return new Verdict(shown, standing);
    }

    /// <summary>
    /// Whether two statements say the same at the coarser of their published precisions. An open one, such as more than 300, agrees with a number that it
    /// allows; two open ones agree only on the same bound, for at least 1,000 and at least 1,200 are two targets.
    /// </summary>
    public static bool Agree(StatementRow a, StatementRow b)
    {
        var slack = Math.Max(a.Precision, b.Precision) / 2;
        var difference = a.Number - b.Number;
        var (openA, openB) = (Opens(a.Qualifier), Opens(b.Qualifier));
        return (openA, openB) switch
        {
            (0, not 0) => difference * openB >= -slack,
            (not 0, 0) => -difference * openA >= -slack,
            _ => Math.Abs(difference) <= slack,
        };
    }

    /// <summary>+1 for a statement that allows any larger number, -1 for any smaller one, 0 for the number itself.</summary>
    private static int Opens(Qualifier qualifier) => qualifier switch
    {
        Qualifier.MoreThan or Qualifier.AtLeast => 1,
        Qualifier.AtMost => -1,
        _ => 0,
    };

    /// <summary>Whether the first states finer digits than the second, or a number where that is a bound.</summary>
    public static bool IsFiner(StatementRow a, StatementRow b) => Fineness(a).CompareTo(Fineness(b)) < 0;

    /// <summary>Whether one of them takes the place of the other or takes it back.</summary>
    public static bool Revises(StatementRow reviser, StatementRow revised) => reviser.Release.Revises.Contains(revised.Release.Release.Id);

    private static bool IsRevised(StatementRow statement, IReadOnlyList<StatementRow> all)
    {
        foreach (var other in all)
        {
            if (Revises(other, statement))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Of the first and of those of its evidence that agree with it, the one of the finest digits; a number is finer than a bound of it.</summary>
    private static StatementRow Finest(List<StatementRow> standing) => standing
        .Where(s => s.Release.Release.Evidence == standing[0].Release.Release.Evidence && Agree(standing[0], s))
        .MinBy(Fineness)!;

    private static (bool IsBound, decimal Precision) Fineness(StatementRow statement) => (Opens(statement.Qualifier) != 0, statement.Precision);

    private static int BestFirst(StatementRow a, StatementRow b)
    {
        var order = a.Release.Release.Evidence.CompareTo(b.Release.Release.Evidence);
        order = order != 0 ? order : string.CompareOrdinal(b.KnownFrom, a.KnownFrom);
        return order != 0 ? order : b.Release.Sequence.CompareTo(a.Release.Sequence);
    }

    /// <summary>The figure of one statement.</summary>
    public static Observation Show(SeriesKey series, StatementRow shown)
    {
        var figure = new Observation
        {
            Indicator = series.Indicator,
            Area = series.Area,
            Period = shown.ToPeriod(),
            Kind = shown.Kind,
            Value = shown.Value,
            Number = double.Parse(shown.Value, NumberStyles.Float, CultureInfo.InvariantCulture),
            Unit = series.Unit,
            Qualifier = shown.Qualifier,
            Status = shown.Status,
            PublishedValue = shown.PublishedValue,
            PublishedUnit = shown.PublishedUnit,
            Source = shown.Source,
            SeriesBreak = shown.SeriesBreak,
            KnownFrom = shown.KnownFrom,
        };
        figure.Dimensions.AddRange(series.Dimensions);
        if (shown.Length(StatementText.NoteZh) + shown.Length(StatementText.NoteEn) > 0)
        {
            figure.Note = shown.Note;
        }

        return figure;
    }
}

/// <summary>The statement that is shown and the others that stand beside it, best first.</summary>
internal readonly record struct Verdict(StatementRow Shown, List<StatementRow> Others);
