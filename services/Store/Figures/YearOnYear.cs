using System.Globalization;
using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>
/// The change of figures against the same series and kind one year before, as known to the same selection: the year before may lie outside its
/// periods. A marked break of the series after the start of the year before, of whatever period or kind, leaves nothing to compare.
/// </summary>
internal sealed class YearOnYear(Snapshot snapshot, ReadConnection connection, Selection selection)
{
    private const int Digits = 2;
    private const string Exactly = "0.############################";

    private readonly ObservationReader reader = new(snapshot);

    /// <summary>Adds its change to each figure that has one.</summary>
    public void Add(IReadOnlyList<Observation> figures)
    {
        foreach (var series in figures.GroupBy(f => (f.Indicator, f.Area, Dimensions: DimensionText.Of(f.Dimensions))))
        {
            Add(series.ToList(), new Scan(series.Key.Indicator, series.Key.Area, series.Key.Dimensions));
        }
    }

    private void Add(List<Observation> figures, Scan scan)
    {
        var befores = figures.Select(f => Periods.YearBefore(f.Period.Code)).ToList();
        if (befores.Where(b => b is not null).Min(b => b!.Start) is not { } first)
        {
            return;
        }

        var known = new Selection(selection.Sequence, selection.AsOf, [scan], [new PeriodRange(first, "", "")], [], 0, 0);
        var all = reader.Read(connection, scan, known).ToList();
        var byPeriod = all.ToDictionary(f => (f.Period.Code, f.Kind));
        var breaks = all.Where(f => f.SeriesBreak).ToList();
        for (var i = 0; i < figures.Count; i++)
        {
            if (befores[i] is { } at && byPeriod.TryGetValue((at.Code, figures[i].Kind), out var before) && IsComparable(figures[i], before, breaks))
            {
                figures[i].Change = Between(figures[i], before);
            }
        }
    }

    private static bool IsComparable(Observation figure, Observation before, List<Observation> breaks) =>
        (figure.Qualifier == before.Qualifier && figure.Kind is Kind.Target or Kind.Norm || !(IsBound(figure) || IsBound(before)))
        && !breaks.Exists(b => string.CompareOrdinal(b.Period.Start, before.Period.Start) > 0 && string.CompareOrdinal(b.Period.Start, figure.Period.End) <= 0);

    // What is known of more than 1,400 and of more than 1,500 says nothing of how they differ.
    private static bool IsBound(Observation figure) => figure.Qualifier is Qualifier.MoreThan or Qualifier.AtLeast or Qualifier.AtMost;

    private static Change Between(Observation figure, Observation before)
    {
        var (now, then) = (Number(figure), Number(before));
        var change = now - then;
        return new Change { Absolute = Text(change), Percent = Percent(change, Math.Abs(then)), From = before.Period.Code };
    }

    private static string Percent(decimal change, decimal size)
    {
        try
        {
            return size == 0 ? "" : Text(Math.Round(change / size * 100, Digits, MidpointRounding.ToEven));
        }
        catch (OverflowException)
        {
            // More percent than a decimal holds says only that there was next to nothing before.
            return "";
        }
    }

    private static decimal Number(Observation figure) => decimal.Parse(figure.Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(decimal number) => number.ToString(Exactly, CultureInfo.InvariantCulture);
}
