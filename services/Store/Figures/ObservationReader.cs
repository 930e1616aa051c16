using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Walks statements in page order and gives the figures that they amount to.</summary>
internal sealed class ObservationReader(Snapshot snapshot)
{
    /// <summary>The figures of one walk as messages.</summary>
    public IEnumerable<Observation> Read(ReadConnection reader, Scan scan, Selection selection, Position? after = null) =>
        Figures(reader, scan, selection, after).Select(f => f.Message);

    /// <summary>The figures of one walk, after a position where one is given. Reads lazily: rows that nobody asks for are not read.</summary>
    public IEnumerable<Figure> Figures(ReadConnection reader, Scan scan, Selection selection, Position? after = null)
    {
        var from = after is not null && scan.Holds(after) ? after : null;
        var figures = Derived(reader, scan, selection, from, selection.Latest == 0 ? from : null);
        if (selection.UpdatedAfter.Length > 0)
        {
            figures = figures.Where(selection.IsUpdated);
        }

        return selection.Latest == 0 ? figures : Newest(figures, selection.Latest, after);
    }

    private IEnumerable<Figure> Derived(ReadConnection reader, Scan scan, Selection selection, Position? from, Position? after)
    {
        foreach (var (series, statements) in new StatementGroups(snapshot).Read(scan.Prepare(reader, selection, from), selection, after))
        {
            var figure = selection.AsOf.Length == 0 ? Derivation.Read(series, statements) : Timeline.AsOf(series, statements, selection);
            if (figure is not null)
            {
                yield return figure;
            }
        }
    }

    /// <summary>Only the last periods of each series and kind, still in page order; a series is held in memory while it is read.</summary>
    private static IEnumerable<Figure> Newest(IEnumerable<Figure> figures, int latest, Position? after)
    {
        var held = new List<Figure>();
        foreach (var figure in figures)
        {
            if (held.Count > 0 && held[0].Series.Id != figure.Series.Id)
            {
                foreach (var newest in Last(held, latest, after))
                {
                    yield return newest;
                }

                held.Clear();
            }

            held.Add(figure);
        }

        foreach (var newest in Last(held, latest, after))
        {
            yield return newest;
        }
    }

    private static List<Figure> Last(List<Figure> held, int latest, Position? after)
    {
        var counts = new int[8];
        var keep = new bool[held.Count];
        for (var i = held.Count - 1; i >= 0; i--)
        {
            keep[i] = counts[(int)held[i].Kind]++ < latest;
        }

        var resumes = after is not null && held.Count > 0 && held[0].Series.IsAt(after);
        return held.Where((figure, i) => keep[i] && (!resumes || figure.Position is var at && after!.IsBefore(at.PeriodStart, at.PeriodEnd, at.Kind))).ToList();
    }
}
