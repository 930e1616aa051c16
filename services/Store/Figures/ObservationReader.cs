using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Walks statements in page order and gives the figures that they amount to.</summary>
internal sealed class ObservationReader(Snapshot snapshot)
{
    /// <summary>The figures of one walk, after a position where one is given. Reads lazily: rows that nobody asks for are not read.</summary>
    public IEnumerable<Observation> Read(ReadConnection reader, Scan scan, Selection selection, Position? after = null)
    {
        var from = after is not null && scan.Holds(after) ? after : null;
        var figures = Derived(reader, scan, selection, from, selection.Latest == 0 ? from : null);
        if (selection.UpdatedAfter.Length > 0)
        {
            figures = figures.Where(f => selection.IsUpdated(f.Figure));
        }

        return selection.Latest == 0 ? figures.Select(f => f.Figure) : Newest(figures, selection.Latest, after);
    }

    private IEnumerable<(SeriesKey Series, Observation Figure)> Derived(
        ReadConnection reader, Scan scan, Selection selection, Position? from, Position? after)
    {
        foreach (var (series, statements) in new StatementGroups(snapshot).Read(scan.Prepare(reader, selection, from), selection, after))
        {
            var figure = selection.AsOf.Length == 0 ? Derivation.Derive(series, statements) : Timeline.AsOf(series, statements, selection);
            if (figure is not null)
            {
                yield return (series, figure);
            }
        }
    }

    /// <summary>Only the last periods of each series and kind, still in page order; a series is held in memory while it is read.</summary>
    private static IEnumerable<Observation> Newest(IEnumerable<(SeriesKey Series, Observation Figure)> figures, int latest, Position? after)
    {
        var held = new List<Observation>();
        SeriesKey? series = null;
        foreach (var (key, figure) in figures)
        {
            if (series is not null && series.Id != key.Id)
            {
                foreach (var newest in Last(held, series, latest, after))
                {
                    yield return newest;
                }

                held.Clear();
            }

            series = key;
            held.Add(figure);
        }

        if (series is not null)
        {
            foreach (var newest in Last(held, series, latest, after))
            {
                yield return newest;
            }
        }
    }

    private static IEnumerable<Observation> Last(List<Observation> held, SeriesKey series, int latest, Position? after)
    {
        var counts = new int[8];
        var keep = new bool[held.Count];
        for (var i = held.Count - 1; i >= 0; i--)
        {
            keep[i] = counts[(int)held[i].Kind]++ < latest;
        }

        var resumes = after is not null && series.IsAt(after);
        return held.Where((figure, i) => keep[i] && (!resumes || after!.IsBefore(figure.Period.Start, figure.Period.End, (int)figure.Kind))).ToList();
    }
}
