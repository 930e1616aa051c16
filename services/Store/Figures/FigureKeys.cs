using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Which figure: its series, period and kind.</summary>
internal readonly record struct FigureKey(string Indicator, string Area, string Dimensions, string Period, Kind Kind);

/// <summary>Which figures a selection holds, from their keys: SQLite makes one of all statements of a figure, and none is derived that need not be.</summary>
internal sealed class FigureKeys(Snapshot snapshot)
{
    /// <summary>The keys of the figures that <see cref="ObservationReader"/> gives for the same walk, in the same order.</summary>
    public IEnumerable<FigureKey> Read(ReadConnection reader, Scan scan, Selection selection)
    {
        // Since when the shown statement is known, only its derivation tells.
        if (selection.UpdatedAfter.Length > 0)
        {
            return new ObservationReader(snapshot).Read(reader, scan, selection)
                .Select(f => new FigureKey(f.Indicator, f.Area, DimensionText.Of(f.Dimensions), f.Period.Code, f.Kind));
        }

        var keys = Grouped(reader, scan, selection);
        return selection.Latest == 0 ? keys : Newest(keys, selection.Latest);
    }

    private IEnumerable<FigureKey> Grouped(ReadConnection reader, Scan scan, Selection selection)
    {
        using var rows = scan.PrepareKeys(reader, selection, snapshot.Releases.Values.Where(selection.Knows).Select(r => r.Number)).ExecuteReader();
        var (series, indicator, area, dimensions, taken) = (0L, "", "", "", false);
        while (rows.Read())
        {
            var row = new SqliteRow(rows.Handle!);
            if (row.Long(0) != series)
            {
                (series, indicator, area, dimensions) = (row.Long(0), row.Text(1), row.Text(2), row.Text(3));
                taken = selection.Dimensions.Count == 0 || selection.Takes(DimensionText.Parse(dimensions));
            }

            if (!taken)
            {
                continue;
            }

            var (start, end, kind, period) = (row.Text(4), row.Text(5), (Kind)row.Number(6), row.Text(7));
            var key = new FigureKey(indicator, area, dimensions, period, kind);
            if (selection.Takes(kind, period, start, end) && (row.Number(8) == 0 || Stands(reader, key, new PeriodRange(start, end, period), selection)))
            {
                yield return key;
            }
        }
    }

    // Whether a figure stands after a withdrawal is for the derivation to say; there are few.
    private bool Stands(ReadConnection reader, FigureKey key, PeriodRange period, Selection selection)
    {
        var one = new Selection(selection.Sequence, selection.AsOf, [], [period], [], 1 << (int)key.Kind, 0);
        return new ObservationReader(snapshot).Read(reader, new Scan(key.Indicator, key.Area, key.Dimensions), one).Any();
    }

    private static IEnumerable<FigureKey> Newest(IEnumerable<FigureKey> keys, int latest)
    {
        foreach (var series in Series(keys))
        {
            var counts = new int[8];
            var newest = new List<FigureKey>();
            for (var i = series.Count - 1; i >= 0; i--)
            {
                if (counts[(int)series[i].Kind]++ < latest)
                {
                    newest.Add(series[i]);
                }
            }

            for (var i = newest.Count - 1; i >= 0; i--)
            {
                yield return newest[i];
            }
        }
    }

    private static IEnumerable<List<FigureKey>> Series(IEnumerable<FigureKey> keys)
    {
        var held = new List<FigureKey>();
        foreach (var key in keys)
        {
            if (held.Count > 0 && !IsSameSeries(held[0], key))
            {
                yield return held;
                held = [];
            }

            held.Add(key);
        }

        if (held.Count > 0)
        {
            yield return held;
        }
    }

    /// <summary>Whether both are of one series.</summary>
    public static bool IsSameSeries(FigureKey one, FigureKey other) => one.Dimensions == other.Dimensions && one.Area == other.Area && one.Indicator == other.Indicator;
}
