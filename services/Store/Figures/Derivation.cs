using System.Globalization;
using Indicators.Contracts;
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
    public static Observation? Derive(SeriesKey series, List<StatementRow> statements)
    {
        if (statements.Count == 1)
        {
            return statements[0].Withdraws ? null : Show(series, statements[0]);
        }

        var standing = statements.Where(s => !s.Withdraws && !IsRevised(s, statements)).ToList();
        if (standing.Count == 0)
        {
            return null;
        }

        standing.Sort(BestFirst);
        var shown = Finest(standing);
        standing.Remove(shown);
        var figure = Show(series, shown);
        figure.Revision = statements.Count(s => !s.Withdraws) - standing.Count - 1;
        foreach (var other in standing.Where(s => Agree(shown, s)).OrderBy(s => s.Release.Release.KnownFrom, StringComparer.Ordinal))
        {
            figure.AlsoStatedBy.Add(other.Source);
            figure.AlsoStated.Add(State(other));
        }

        figure.Alternatives.AddRange(standing.Where(s => !Agree(shown, s)).Select(State));
        if (figure.Alternatives.Count > 0)
        {
            figure.Status = Status.Disputed;
        }

        return figure;
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

    private static bool IsRevised(StatementRow statement, List<StatementRow> all) =>
        all.Any(other => other.Release.Revises.Contains(statement.Release.Release.Id));

    /// <summary>Of the first and of those of its evidence that agree with it, the one of the finest digits; a number is finer than a bound of it.</summary>
    private static StatementRow Finest(List<StatementRow> standing) => standing
        .Where(s => s.Release.Release.Evidence == standing[0].Release.Release.Evidence && Agree(standing[0], s))
        .MinBy(s => (Opens(s.Qualifier) != 0, s.Precision))!;

    private static int BestFirst(StatementRow a, StatementRow b)
    {
        var order = a.Release.Release.Evidence.CompareTo(b.Release.Release.Evidence);
        order = order != 0 ? order : string.CompareOrdinal(b.Release.Release.KnownFrom, a.Release.Release.KnownFrom);
        return order != 0 ? order : b.Release.Sequence.CompareTo(a.Release.Sequence);
    }

    private static Statement State(StatementRow other) => new()
    {
        Value = other.Value,
        Qualifier = other.Qualifier,
        Source = other.Source,
        PublishedValue = other.PublishedValue,
        PublishedUnit = other.PublishedUnit,
    };

    private static Observation Show(SeriesKey series, StatementRow shown)
    {
        var figure = new Observation
        {
            Indicator = series.Indicator,
            Area = series.Area,
            Period = new() { Code = shown.Period, Start = shown.PeriodStart, End = shown.PeriodEnd, Frequency = Periods.FrequencyOf(shown.Period) },
            Kind = shown.Kind,
            Value = shown.Value,
            Number = double.Parse(shown.Value, NumberStyles.Float, CultureInfo.InvariantCulture),
            Unit = series.Unit,
            Qualifier = shown.Qualifier,
            Status = shown.Kind == Kind.Derived ? Status.Derived : shown.Preliminary ? Status.Preliminary : Status.Confirmed,
            PublishedValue = shown.PublishedValue,
            PublishedUnit = shown.PublishedUnit,
            Source = shown.Source,
            SeriesBreak = shown.SeriesBreak,
            KnownFrom = shown.Release.Release.KnownFrom,
        };
        figure.Dimensions.AddRange(series.Dimensions);
        if (shown.NoteZh.Length > 0 || shown.NoteEn.Length > 0)
        {
            figure.Note = new() { Zh = shown.NoteZh, En = shown.NoteEn };
        }

        return figure;
    }
}
