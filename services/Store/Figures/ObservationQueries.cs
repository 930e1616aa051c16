using System.Globalization;
using Google.Protobuf;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Reads figures in pages.</summary>
public sealed class ObservationQueries(DataStore store)
{
    /// <summary>One page of a selection, in page order or as it is sorted.</summary>
    /// <param name="request">Which figures.</param>
    /// <param name="pageSize">Most figures; 0 is 100.</param>
    /// <param name="pageToken">Token of the page before, or "".</param>
    /// <param name="offset">Figures to pass over, where there is no token.</param>
    /// <param name="cancellation">Interrupts the SQL that runs.</param>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming the field and the nearest valid value.</exception>
    public ObservationPage Page(ObservationSelection request, int pageSize, string pageToken, int offset = 0, CancellationToken cancellation = default)
    {
        var snapshot = store.Current;
        var size = PageToken.Size(pageSize);
        RequestChecks.Offset(offset, pageToken, Errors.Throw);
        RequestChecks.NotAfter(request, store.Today, Errors.Throw);
        if (request.Sort.Count > 0)
        {
            return Sorted(snapshot, request, size, pageToken, offset, cancellation);
        }

        var queryKey = pageToken.Length == 0 ? null : QueryKey(request);
        var (sequence, after) = Start(snapshot, request, pageToken, queryKey);
        var reader = new SelectionReader(snapshot);
        var selection = reader.Read(request, sequence);
        var skipped = offset;
        var figures = Take(new ObservationReader(snapshot), selection, after, size + 1, ref skipped, cancellation);
        var next = "";
        if (figures.Count > size)
        {
            figures.RemoveAt(size);
            next = PageToken.Write(queryKey ?? QueryKey(request), sequence, figures[^1].Position.Cells);
        }

        if (request.Change != Comparison.Unspecified)
        {
            Compare(snapshot, selection, figures, cancellation);
        }

        return new ObservationPage(figures, snapshot, next, snapshot.Versions[(int)sequence], reader.Warnings) { Skipped = offset - skipped };
    }

    /// <summary>One page of a list that a service always selects alike: before its indicators are defined it holds nothing.</summary>
    public ObservationPage List(ObservationSelection fixedList, int pageSize, string pageToken)
    {
        var snapshot = store.Current;
        return pageToken.Length == 0 && PageToken.Size(pageSize) > 0 && !IsDefined(snapshot, fixedList)
            ? new ObservationPage([], snapshot, "", snapshot.DataVersion, [])
            : Page(fixedList, pageSize, pageToken);
    }

    /// <summary>All figures of a selection; for the few that a register is held against. None before its indicators are defined.</summary>
    public IReadOnlyList<Observation> All(ObservationSelection request)
    {
        var snapshot = store.Current;
        if (!IsDefined(snapshot, request))
        {
            return [];
        }

        var selection = new SelectionReader(snapshot).Read(request, DataStore.Pin(snapshot, request.DataVersion));
        var none = 0;
        return Take(new ObservationReader(snapshot), selection, null, int.MaxValue, ref none, CancellationToken.None).ConvertAll(f => f.Message);
    }

    // Sorted figures have no place that the index could go on from: every page sorts them again and goes on by number, pinned to its sequence.
    private ObservationPage Sorted(Snapshot snapshot, ObservationSelection request, int size, string pageToken, int offset, CancellationToken cancellation)
    {
        var queryKey = QueryKey(request);
        var sequence = pageToken.Length == 0 ? DataStore.Pin(snapshot, request.DataVersion) : 0;
        var from = offset;
        if (pageToken.Length > 0)
        {
            (sequence, var at) = PageToken.Read(pageToken, queryKey, 1, snapshot.Sequence);
            from = int.Parse(at[0], CultureInfo.InvariantCulture);
        }

        var reader = new SelectionReader(snapshot);
        var selection = reader.Read(request, sequence);
        var none = 0;
        var all = Take(new ObservationReader(snapshot), selection, null, RequestLimits.MostSorted + 1, ref none, cancellation);
        if (all.Count > RequestLimits.MostSorted)
        {
            Errors.Throw(RequestChecks.TooManyToSort(request.Sort));
        }

        var figures = FigureOrder.Sort(all, request.Sort).Skip(from).Take(size).ToList();
        if (request.Change != Comparison.Unspecified)
        {
            Compare(snapshot, selection, figures, cancellation);
        }

        var next = from + size < all.Count ? PageToken.Write(queryKey, sequence, $"{from + size}") : "";
        return new ObservationPage(figures, snapshot, next, snapshot.Versions[(int)sequence], reader.Warnings) { Skipped = Math.Min(offset, all.Count) };
    }

    private void Compare(Snapshot snapshot, Selection selection, List<Figure> figures, CancellationToken cancellation)
    {
        using var connection = store.Database.Read(cancellation);
        new YearOnYear(snapshot, connection, selection).Add(figures.ConvertAll(f => f.Message));
    }

    private static bool IsDefined(Snapshot snapshot, ObservationSelection fixedList) =>
        fixedList.Indicators.Count == 0 || fixedList.Indicators.Any(snapshot.IndicatorsByCode.ContainsKey);

    private List<Figure> Take(ObservationReader figures, Selection selection, Position? after, int count, ref int skip, CancellationToken cancellation)
    {
        var taken = new List<Figure>(Math.Min(count, 128));
        using var connection = store.Database.Read(cancellation);
        foreach (var scan in selection.Scans)
        {
            cancellation.ThrowIfCancellationRequested();
            if (after is not null && scan.EndsBefore(after))
            {
                continue;
            }

            foreach (var figure in figures.Figures(connection, scan, selection, after))
            {
                if (skip > 0)
                {
                    skip--;
                    continue;
                }

                taken.Add(figure);
                if (taken.Count == count)
                {
                    connection.Took(count);
                    return taken;
                }
            }
        }

        connection.Took(taken.Count);
        return taken;
    }

    private static (long Sequence, Position? After) Start(Snapshot snapshot, ObservationSelection request, string pageToken, string? queryKey)
    {
        if (queryKey is null)
        {
            return (DataStore.Pin(snapshot, request.DataVersion), null);
        }

        var (sequence, at) = PageToken.Read(pageToken, queryKey, Position.CellCount, snapshot.Sequence);
        return (sequence, Position.Of(at));
    }

    private static string QueryKey(ObservationSelection request) => PageToken.QueryKey(request.ToByteString().ToBase64());

    /// <summary>Every release that some figures name, once.</summary>
    internal static IEnumerable<Release> Named(Snapshot snapshot, IEnumerable<Observation> figures) =>
        figures.SelectMany(ObservationSources.Of).Select(s => s.ReleaseId).Distinct(StringComparer.Ordinal).Select(id => snapshot.ReleasesById[id].Release);
}
