using System.Text;
using System.Text.Json;
using Dapper;
using Indicators.Contracts;
using Indicators.Data.V1;

namespace Indicators.Store.Figures;

/// <summary>
/// How many figures a selection holds at most, counted from keys without reading a figure: what was withdrawn, or lies in a gap between the periods
/// asked for, counts too.
/// </summary>
internal static class Estimates
{
    // The average of the figures of the seeds.
    private const int BytesOfAFigure = 320;

    // Where more keys match than this, the counts of the catalog say it: walking on would take longer than asking.
    private const int MostCounted = 200_000;

    private const string Keys = """
        FROM series s CROSS JOIN statement t
        WHERE t.series_id = s.series_id AND t.period_start >= @first AND t.period_end <= @last AND (@kinds = 0 OR (@kinds >> t.kind) & 1)
        """;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming the field and the nearest valid value.</exception>
    public static EstimateObservationsResponse Count(DataStore store, ObservationSelection request, CancellationToken cancellation = default)
    {
        var snapshot = store.Current;
        RequestChecks.NotAfter(request, store.Today, Errors.Throw);
        var sequence = DataStore.Pin(snapshot, request.DataVersion);
        var reader = new SelectionReader(snapshot);
        var selection = reader.Read(request, sequence);
        var rows = Rows(store, selection, Catalogued(snapshot, selection), cancellation);
        return new EstimateObservationsResponse
        {
            Rows = rows, Bytes = rows * BytesOfAFigure, DataVersion = snapshot.Versions[(int)sequence], Warnings = { reader.Warnings },
        };
    }

    // Statements of every release: what a past version showed and a later one withdrew is among them.
    private static long Catalogued(Snapshot snapshot, Selection selection)
    {
        var asked = selection.Scans.Select(s => s.Indicator).ToHashSet(StringComparer.Ordinal);
        return asked.Contains("") || selection.Sequence < snapshot.Sequence || selection.AsOf.Length > 0
            ? snapshot.NewestFirst.Sum(r => (long)r.ObservationCount)
            : asked.Sum(code => snapshot.IndicatorsByCode.TryGetValue(code, out var indicator) ? indicator.ObservationCount : 0L);
    }

    private static long Rows(DataStore store, Selection selection, long catalogued, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { first = selection.First, last = selection.Last, kinds = selection.Kinds, latest = selection.Latest, most = MostCounted + 1 });
        var keys = new StringBuilder(Keys);
        In(keys, parameters, "indicator", selection.Scans.Select(s => s.Indicator));
        In(keys, parameters, "area", selection.Scans.Select(s => s.Area));
        Dimensions(keys, parameters, selection.Dimensions);
        if (selection.AsOf.Length > 0 || selection.Sequence < store.Current.Sequence)
        {
            keys.Append(" AND t.release_no IN (SELECT value FROM json_each(@releases))");
            parameters.Add("releases", JsonSerializer.Serialize(store.Current.Releases.Values.Where(selection.Knows).Select(r => r.Number)));
        }

        // In the order of the key: nothing is sorted, and the walk ends at the limit.
        var figures = $"SELECT t.series_id, t.kind {keys} GROUP BY t.series_id, t.period_start, t.period_end, t.kind LIMIT @most";
        using var reader = store.Database.Read(cancellation);
        var (walked, rows) = selection.Latest == 0
            ? reader.Connection.QuerySingle<(long, long)>($"SELECT COUNT(*), COUNT(*) FROM ({figures})", parameters)
            : reader.Connection.QuerySingle<(long, long)>(
                $"SELECT COALESCE(SUM(n), 0), COALESCE(SUM(MIN(n, @latest)), 0) FROM (SELECT COUNT(*) AS n FROM ({figures}) GROUP BY series_id, kind)", parameters);
        return walked <= MostCounted ? rows : Math.Max(catalogued, rows);
    }

    private static void In(StringBuilder keys, DynamicParameters parameters, string column, IEnumerable<string> codes)
    {
        var asked = codes.Distinct(StringComparer.Ordinal).ToList();
        if (asked is not [""])
        {
            keys.Append($" AND s.{column} IN (SELECT value FROM json_each(@{column}))");
            parameters.Add(column, JsonSerializer.Serialize(asked));
        }
    }

    private static void Dimensions(StringBuilder keys, DynamicParameters parameters, IReadOnlyList<DimensionFilter> filters)
    {
        for (var i = 0; i < filters.Count; i++)
        {
            var filter = filters[i];
            if (filter.Values.Count == 0)
            {
                keys.Append($" AND instr(';' || s.dimensions, @d{i}) = 0");
                parameters.Add($"d{i}", $";{filter.Key}=");
                continue;
            }

            keys.Append($" AND EXISTS (SELECT 1 FROM json_each(@d{i}) WHERE instr(';' || s.dimensions || ';', value) > 0)");
            parameters.Add($"d{i}", JsonSerializer.Serialize(filter.Values.Select(v => $";{filter.Key}={v};")));
        }
    }
}
