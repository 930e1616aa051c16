using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Reads the figures for which documents state numbers that do not agree, in pages.</summary>
internal sealed class DisputeQueries(DataStore store)
{
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming the field.</exception>
    public ListDisputesResponse List(ListDisputesRequest request, CancellationToken cancellation = default)
    {
        var snapshot = store.Current;
        var size = PageToken.Size(request.PageSize);
        var key = PageToken.QueryKey(["disputes", .. request.Indicators, "|", .. request.Areas, "|", request.DataVersion]);
        var (sequence, cells) = request.PageToken.Length == 0
            ? (DataStore.Pin(snapshot, request.DataVersion), null)
            : PageToken.Read(request.PageToken, key, Position.CellCount, snapshot.Sequence);
        var reader = new SelectionReader(snapshot);
        var selection = reader.Read(new ObservationSelection { Indicators = { request.Indicators }, Areas = { request.Areas } }, sequence);
        var disputes = Take(new ObservationReader(snapshot), selection, cells is null ? null : Position.Of(cells), size + 1, cancellation);
        var next = "";
        if (disputes.Count > size)
        {
            disputes.RemoveAt(size);
            next = PageToken.Write(key, sequence, Position.Of(disputes[^1]).Cells);
        }

        return new ListDisputesResponse
        {
            Observations = { disputes },
            Releases = { ObservationQueries.Named(snapshot, disputes) },
            NextPageToken = next,
            DataVersion = snapshot.Versions[(int)sequence],
            Warnings = { reader.Warnings },
        };
    }

    private List<Observation> Take(ObservationReader figures, Selection selection, Position? after, int count, CancellationToken cancellation)
    {
        using var connection = store.Database.Read(cancellation);
        return selection.Scans
            .Where(scan => after is null || !scan.EndsBefore(after))
            .SelectMany(scan => figures.Read(connection, scan with { IsContested = true }, selection, after))
            .Where(figure => figure.Alternatives.Count > 0)
            .Take(count)
            .ToList();
    }
}
