using Google.Protobuf;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Reads what a release, or the time between two states, changed, in pages.</summary>
internal sealed class ChangeQueries(DataStore store)
{
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming the field, or NOT_FOUND where there is no such release.</exception>
    public ListReleaseChangesResponse OfRelease(ListReleaseChangesRequest request, CancellationToken cancellation = default)
    {
        var snapshot = store.Current;
        var size = PageToken.Size(request.PageSize);
        var key = PageToken.QueryKey("release-changes", request.Id, request.DataVersion);
        var (sequence, after) = Start(snapshot, request.DataVersion, request.PageToken, key);
        if (!snapshot.ReleasesById.TryGetValue(request.Id, out var release) || release.Sequence > sequence)
        {
            throw Errors.NotFound("id", request.Id, Nearest.To(request.Id, snapshot.ReleasesById.Keys));
        }

        var selection = Selection.Everything(snapshot) with { Sequence = sequence };
        var (changes, last) = Take(
            snapshot, selection, new TouchedFigures([release.Number], [], []), after, size, (series, statements) => Changes.By(release.Number, series, statements), cancellation);
        return new ListReleaseChangesResponse
        {
            Changes = { changes },
            Releases = { Named(snapshot, changes) },
            NextPageToken = last is null ? "" : PageToken.Write(key, sequence, last.Cells),
            DataVersion = snapshot.Versions[(int)sequence],
        };
    }

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming the field.</exception>
    public ListChangesResponse Between(ListChangesRequest request, CancellationToken cancellation = default)
    {
        ChangeSpan.Check(request, store.Today, Errors.Throw);
        var snapshot = store.Current;
        var size = PageToken.Size(request.PageSize);
        var query = new ListChangesRequest(request) { PageSize = 0, PageToken = "" };
        var key = PageToken.QueryKey("changes", query.ToByteString().ToBase64());
        var byVersion = request.ToVersion.Length > 0;
        var (sequence, after) = Start(snapshot, byVersion ? request.ToVersion : request.DataVersion, request.PageToken, key);
        var reader = new SelectionReader(snapshot);
        var selection = reader.Read(new ObservationSelection { Indicators = { request.Indicators }, Areas = { request.Areas }, AsOf = request.To }, sequence);
        var knew = byVersion ? selection with { Sequence = Earlier(snapshot, request, sequence) } : selection with { AsOf = request.From };
        var touched = new TouchedFigures(
            snapshot.Releases.Values.Where(r => selection.Knows(r) && !knew.Knows(r)).Select(r => r.Number),
            request.Indicators.Where(snapshot.IndicatorsByCode.ContainsKey),
            request.Areas.Where(CodeLists.Areas.ContainsKey));
        var (changes, last) = Take(
            snapshot, selection, touched, after, size, (series, statements) => Changes.Between(series, statements, knew.Knows, selection.Knows), cancellation);
        return new ListChangesResponse
        {
            Changes = { changes },
            Releases = { Named(snapshot, changes) },
            NextPageToken = last is null ? "" : PageToken.Write(key, sequence, last.Cells),
            DataVersion = snapshot.Versions[(int)sequence],
            Warnings = { reader.Warnings },
        };
    }

    private static long Earlier(Snapshot snapshot, ListChangesRequest request, long to)
    {
        var from = DataStore.Pin(snapshot, request.FromVersion);
        if (from > to)
        {
            Errors.Throw(ChangeSpan.Turned(request.FromVersion, request.ToVersion, "from_version", "to_version"));
        }

        return from;
    }

    private static (long Sequence, Position? After) Start(Snapshot snapshot, string dataVersion, string token, string key)
    {
        if (token.Length == 0)
        {
            return (DataStore.Pin(snapshot, dataVersion), null);
        }

        var (sequence, cells) = PageToken.Read(token, key, Position.CellCount, snapshot.Sequence);
        return (sequence, Position.Of(cells));
    }

    // Not every touched figure changes, so batches are read until the page is full or nothing is left.
    private (List<FigureChange> Changes, Position? Last) Take(
        Snapshot snapshot, Selection selection, TouchedFigures touched, Position? after, int size, Func<SeriesKey, List<StatementRow>, FigureChange?> change,
        CancellationToken cancellation)
    {
        var changes = new List<FigureChange>();
        Position? last = null;
        var groups = new StatementGroups(snapshot);
        using var connection = store.Database.Read(cancellation);
        for (var read = size + 1; read > size;)
        {
            cancellation.ThrowIfCancellationRequested();
            read = 0;
            foreach (var (series, statements) in groups.Read(touched.Prepare(connection, after, size + 1), selection))
            {
                read++;
                after = Position.Of(series, statements[0]);
                if (change(series, statements) is not { } found)
                {
                    continue;
                }

                if (changes.Count == size)
                {
                    return (changes, last);
                }

                changes.Add(found);
                last = after;
            }
        }

        return (changes, null);
    }

    private static IEnumerable<Release> Named(Snapshot snapshot, List<FigureChange> changes) => changes
        .SelectMany(c => new[] { c.After, c.Before })
        .OfType<Statement>()
        .Select(s => s.Source.ReleaseId)
        .Distinct(StringComparer.Ordinal)
        .Select(id => snapshot.ReleasesById[id].Release);
}
