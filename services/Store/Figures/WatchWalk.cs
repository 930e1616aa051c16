using Dapper;
using Indicators.Contracts;
using Indicators.Data.V1;

namespace Indicators.Store.Figures;

/// <summary>
/// What a copy lacks between two changes, a message at a time: releases, then the indicators that were defined or have figures among them, then the
/// figures that the releases touch, in page order. Each message is a read of its own, so nothing is held open while its reader is waited for.
/// </summary>
internal sealed class WatchWalk
{
    // How many times as many figures as a message holds are looked at for it: a reader is not left without a word while few of many are changed.
    private const int Far = 100;
    private const string Defined = "SELECT DISTINCT code FROM indicator WHERE sequence > @From AND sequence <= @To";

    private readonly DataStore store;
    private readonly Snapshot snapshot;
    private readonly string queryKey;
    private readonly Selection selection;
    private readonly List<StoredRelease> releases;
    private readonly HashSet<string> asked;
    private readonly TouchedFigures touched;
    private readonly bool isScan;
    private readonly int most;
    private List<string>? indicators;

    public WatchWalk(DataStore store, Snapshot snapshot, WatchRequest request, string queryKey, WatchCursor from, int most)
    {
        (this.store, this.snapshot, this.queryKey, this.most, At) = (store, snapshot, queryKey, most, from);
        var reader = new SelectionReader(snapshot);
        selection = reader.Read(new ObservationSelection { Indicators = { request.Indicators }, Areas = { request.Areas } }, from.To);
        Warnings = reader.Warnings;
        releases = [.. snapshot.Releases.Values.Where(r => r.Sequence > from.From && r.Sequence <= from.To).OrderBy(r => r.Sequence)];
        asked = request.Indicators.Where(snapshot.IndicatorsByCode.ContainsKey).ToHashSet(StringComparer.Ordinal);
        touched = new TouchedFigures(releases.Select(r => r.Number), asked, request.Areas.Where(CodeLists.Areas.ContainsKey));

        // Every batch of touched figures looks at the keys of all of them: where they are many, one walk over everything is less work.
        var stated = releases.Sum(r => (long)r.Release.ObservationCount);
        isScan = from.From == 0 || stated * stated / most > snapshot.Releases.Values.Sum(r => (long)r.Release.ObservationCount);
    }

    /// <summary>Codes that are unknown beside others that are known.</summary>
    public IReadOnlyList<Warning> Warnings { get; }

    /// <summary>How far it is.</summary>
    public WatchCursor At { get; private set; }

    /// <summary>The next message; without content where nothing is left.</summary>
    public WatchResponse Next(CancellationToken cancellation)
    {
        var message = new WatchResponse { DataVersion = snapshot.Versions[(int)At.To] };
        if (!At.IsWhole)
        {
            using var reader = store.Database.Read(cancellation);
            var left = AddIndicators(reader, message, AddReleases(message, most));

            // A scan may go far before it meets a changed figure; what is there already does not wait for it.
            if (left > 0 && (!isScan || left == most))
            {
                AddFigures(reader, message, left);
            }
        }

        message.Cursor = At.Write(queryKey, snapshot);
        message.Current = At.IsWhole;
        return message;
    }

    private int AddReleases(WatchResponse message, int left)
    {
        foreach (var release in releases.SkipWhile(r => r.Sequence <= At.Release).Take(left))
        {
            message.Releases.Add(release.Release);
            At = At with { Release = release.Sequence };
        }

        return left - message.Releases.Count;
    }

    private int AddIndicators(ReadConnection reader, WatchResponse message, int left)
    {
        foreach (var code in Indicators(reader).SkipWhile(code => string.CompareOrdinal(code, At.Indicator) <= 0).Take(left))
        {
            message.Indicators.Add(snapshot.IndicatorsByCode[code]);
            At = At with { Indicator = code };
        }

        return left - message.Indicators.Count;
    }

    private void AddFigures(ReadConnection reader, WatchResponse message, int left)
    {
        var far = most * Far;
        (SeriesKey Series, StatementRow Row)? last = null;
        foreach (var (series, statements) in Figures(reader, left + 1))
        {
            if (left == 0 || far-- == 0)
            {
                At = At with { Figure = last is var (of, row) ? Position.Of(of, row) : At.Figure };
                return;
            }

            last = (series, statements[0]);
            if (At.From == 0 || statements.Exists(s => s.Release.Sequence > At.From))
            {
                Add(message, series, statements);
                left--;
            }
        }

        At = new WatchCursor(At.To, At.To);
    }

    private void Add(WatchResponse message, SeriesKey series, List<StatementRow> statements)
    {
        if (Derivation.Derive(series, statements) is { } figure)
        {
            message.Observations.Add(figure);
        }
        else if (At.From > 0)
        {
            message.Removed.Add(Key(series, statements[0]));
        }
    }

    // Counts and periods of an indicator change with its figures, so it comes again with them; with many figures each does.
    private List<string> Indicators(ReadConnection reader)
    {
        if (indicators is null)
        {
            var codes = snapshot.Indicators.Select(i => i.Code);
            if (!isScan)
            {
                var changed = FigureCounts.Touched(reader, releases.Select(r => r.Number));
                changed.UnionWith(reader.Connection.Query<string>(Defined, new { At.From, At.To }));
                codes = codes.Where(changed.Contains);
            }

            indicators = [.. codes.Where(code => asked.Count == 0 || asked.Contains(code))];
        }

        return indicators;
    }

    private IEnumerable<(SeriesKey Series, List<StatementRow> Statements)> Figures(ReadConnection reader, int count)
    {
        var groups = new StatementGroups(snapshot);
        if (!isScan)
        {
            return groups.Read(touched.Prepare(reader, At.Figure, count), selection);
        }

        var after = At.Figure;
        return selection.Scans
            .Where(scan => after is null || !scan.EndsBefore(after))
            .SelectMany(scan =>
            {
                var from = after is not null && scan.Holds(after) ? after : null;
                return groups.Read(scan.Prepare(reader, selection, from), selection, from);
            });
    }

    private static Data.V1.FigureKey Key(SeriesKey series, StatementRow row) => new()
    {
        Indicator = series.Indicator, Area = series.Area, Period = row.ToPeriod(), Dimensions = { series.Dimensions }, Kind = row.Kind,
    };
}
