using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;
using Status = Grpc.Core.StatusCode;

namespace Indicators.Store.Figures;

/// <summary>Reads everything that was ever published for one series.</summary>
internal sealed class HistoryQueries(DataStore store)
{
    private const int MostHints = 5;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming the field, or NOT_FOUND naming the series that exist.</exception>
    public GetObservationHistoryResponse Of(GetObservationHistoryRequest request, CancellationToken cancellation = default)
    {
        var snapshot = store.Current;
        var sequence = DataStore.Pin(snapshot, request.DataVersion);
        var key = SeriesRequest.Check(request, snapshot);
        var selection = new SelectionReader(snapshot).Read(
            new ObservationSelection { Indicators = { key.Indicator }, Areas = { key.Area }, Periods = { request.Periods }, Kinds = { request.Kinds } }, sequence);
        if (selection.Latest > 0)
        {
            var message = new LocalizedText { Zh = "历史不按最近几期选取；请写期间。", En = "A history is not cut to the newest periods; write periods." };
            throw Errors.Invalid("bad_period", "periods", request.Periods[0], message, "2020..");
        }

        var response = new GetObservationHistoryResponse
        {
            Indicator = key.Indicator,
            Area = key.Area,
            Dimensions = { key.Dimensions },
            Unit = key.Unit,
            DataVersion = snapshot.Versions[(int)sequence],
        };
        response.Vintages.AddRange(Read(snapshot, selection, key, cancellation));
        if (response.Vintages.Count == 0 && !Exists(snapshot, sequence, key, cancellation))
        {
            throw Unknown(key, request.DataVersion, cancellation);
        }

        response.Releases.AddRange(Named(response.Vintages).Select(id => snapshot.ReleasesById[id].Release));
        return response;
    }

    private List<Vintage> Read(Snapshot snapshot, Selection selection, SeriesKey key, CancellationToken cancellation)
    {
        using var connection = store.Database.Read(cancellation);
        var command = new Scan(key.Indicator, key.Area, key.DimensionText).Prepare(connection, selection, null);
        return [.. new StatementGroups(snapshot).Read(command, selection).SelectMany(group => new Timeline(group.Statements).Vintages())];
    }

    private bool Exists(Snapshot snapshot, long sequence, SeriesKey key, CancellationToken cancellation)
    {
        var all = new SelectionReader(snapshot).Read(new ObservationSelection { Indicators = { key.Indicator }, Areas = { key.Area } }, sequence);
        return Read(snapshot, all, key, cancellation).Count > 0;
    }

    private static IEnumerable<string> Named(IEnumerable<Vintage> vintages) => vintages
        .SelectMany(v => new[] { v.Statement.Source.ReleaseId, v.ReplacedBy })
        .Where(id => id.Length > 0)
        .Distinct(StringComparer.Ordinal);

    private Grpc.Core.RpcException Unknown(SeriesKey key, string dataVersion, CancellationToken cancellation)
    {
        var series = new CatalogQueries(store).Series(new ListSeriesRequest { Indicators = { key.Indicator }, PageSize = 1000, DataVersion = dataVersion }, cancellation).Series;
        List<string> here = [.. series.Where(s => s.Area == key.Area).Select(s => DimensionText.Of(s.Dimensions))];
        if (here.Count > 0)
        {
            var asked = key.DimensionText.Length > 0 ? key.DimensionText : "(total)";
            const string Zh = "该指标在该地区没有这一维度组合的数据；提示中是已有的组合。";
            const string En = "The indicator has no series of these dimensions in this area; the hint lists those that exist.";
            return Errors.Create(Status.NotFound, "unknown_series", "dimensions", asked, new() { Zh = Zh, En = En }, Few(here.Select(d => d.Length > 0 ? d : "(total)")));
        }

        var message = new LocalizedText { Zh = "该指标没有该地区的数据；提示中是已有的地区。", En = "The indicator has no series of this area; the hint lists those that exist." };
        return Errors.Create(Status.NotFound, "unknown_series", "area", key.Area, message, Few(series.Select(s => s.Area).Distinct(StringComparer.Ordinal)));
    }

    private static string Few(IEnumerable<string> existing) => string.Join(", ", existing.Take(MostHints));
}
