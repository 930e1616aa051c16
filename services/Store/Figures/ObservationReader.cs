using Indicators.Types.V1;
using Microsoft.Data.Sqlite;

namespace Indicators.Store.Figures;

/// <summary>Walks statements in page order and gives the figures that they amount to.</summary>
internal sealed class ObservationReader(Snapshot snapshot)
{
    /// <summary>The figures of one walk, after a position where one is given. Reads lazily: rows that nobody asks for are not read.</summary>
    public IEnumerable<Observation> Read(ReadConnection reader, Scan scan, Selection selection, Position? after = null)
    {
        var figures = Groups(reader, scan, selection, after is not null && scan.Holds(after) ? after : null, selection.Latest > 0);
        if (selection.UpdatedAfter.Length > 0)
        {
            figures = figures.Where(f => selection.IsUpdated(f.Figure));
        }

        return selection.Latest == 0 ? figures.Select(f => f.Figure) : Newest(figures, selection.Latest, after);
    }

    private IEnumerable<(SeriesKey Series, Observation Figure)> Groups(
        ReadConnection reader, Scan scan, Selection selection, Position? after, bool wholeSeries)
    {
        var command = reader.Prepared(scan.Sql, Scan.Parameters);
        Bind(command, scan, selection, after);
        using var rows = command.ExecuteReader();
        SeriesKey? series = null;
        var taken = false;
        var skipping = false;
        var group = new List<StatementRow>();
        while (rows.Read())
        {
            var row = new SqliteRow(rows.Handle!);
            var seriesId = row.Long(0);
            if (series is null || series.Id != seriesId)
            {
                if (Take(group, series) is { } last)
                {
                    yield return (series!, last);
                }

                series = ReadSeries(row, seriesId);
                taken = selection.Takes(series.Dimensions);
                skipping = !wholeSeries && after is not null && IsAt(series, after);
            }

            if (!taken || !snapshot.Releases.TryGetValue(row.Long(7), out var release) || !selection.Knows(release))
            {
                continue;
            }

            var (start, end, kind) = (row.Text(4), row.Text(5), (Kind)row.Number(6));
            if (skipping && !after!.IsBefore(start, end, (int)kind))
            {
                continue;
            }

            var period = row.Text(8);
            if (!selection.Takes(kind, period, start, end))
            {
                continue;
            }

            if (group.Count > 0 && (group[0].Kind != kind || group[0].Period != period) && Take(group, series) is { } figure)
            {
                yield return (series, figure);
            }

            group.Add(ReadStatement(row, release, start, end, kind, period));
        }

        if (Take(group, series) is { } final)
        {
            yield return (series!, final);
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

        var resumes = after is not null && IsAt(series, after);
        return held.Where((figure, i) => keep[i] && (!resumes || after!.IsBefore(figure.Period.Start, figure.Period.End, (int)figure.Kind))).ToList();
    }

    private static bool IsAt(SeriesKey series, Position after) =>
        series.Indicator == after.Indicator && series.Area == after.Area && series.DimensionText == after.Dimensions;

    private static Observation? Take(List<StatementRow> group, SeriesKey? series)
    {
        var figure = group.Count == 0 ? null : Derivation.Derive(series!, group);
        group.Clear();
        return figure;
    }

    private static void Bind(SqliteCommand command, Scan scan, Selection selection, Position? after)
    {
        command.Parameters[0].Value = after?.Indicator ?? scan.Indicator;
        command.Parameters[1].Value = after?.Area ?? scan.Area;
        command.Parameters[2].Value = after?.Dimensions ?? scan.Dimensions ?? "";
        command.Parameters[3].Value = selection.First;
        command.Parameters[4].Value = selection.Last;
    }

    private SeriesKey ReadSeries(SqliteRow row, long id)
    {
        var indicator = row.Text(1);
        var unit = snapshot.IndicatorsByCode.TryGetValue(indicator, out var definition) ? definition.Unit : "";
        return new SeriesKey(id, indicator, row.Text(2), row.Text(3), unit);
    }

    // By ordinal and by hand: this is the one loop that every figure passes, and a mapper costs as much here as SQLite does.
    private static StatementRow ReadStatement(SqliteRow row, StoredRelease release, string start, string end, Kind kind, string period) => new(
        release, start, end, kind, period, row.Text(9), row.Text(10), (Qualifier)row.Number(11), row.Text(12), row.Text(13), row.Text(14),
        row.Number(15) == 1, row.Number(16) == 1, row.Number(17) == 1, row.Text(18), row.Text(19));
}
