using Dapper;
using Google.Protobuf;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store.Targets;

/// <summary>Pages of targets in page order, each held against what measures it.</summary>
internal sealed class TargetQueries(DataStore store)
{
    private const int PositionLength = 5;
    private const string SeriesWithTargets = """
        SELECT DISTINCT s.indicator, s.area FROM series s
        WHERE s.series_id IN (SELECT t.series_id FROM statement t WHERE t.kind = 2)
        ORDER BY s.indicator, s.area
        """;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming the field and the nearest valid value.</exception>
    public ListTargetsResponse Page(ListTargetsRequest request, CancellationToken cancellation)
    {
        var snapshot = store.Current;
        var size = PageToken.Size(request.PageSize);
        var query = QueryKey(request);
        var (sequence, after) = Start(snapshot, request, query);
        var selections = new SelectionReader(snapshot);
        var selection = selections.Read(Selected(request), sequence);
        var day = request.AsOf.Length > 0 ? request.AsOf : store.Today;
        var response = new ListTargetsResponse { DataVersion = snapshot.Versions[(int)sequence], Warnings = { selections.Warnings }, Day = day };
        foreach (var target in Targets(snapshot, selection, request, day, after, cancellation))
        {
            if (response.Targets.Count == size)
            {
                response.NextPageToken = Token(query, sequence, response.Targets[^1].Figure);
                break;
            }

            response.Targets.Add(target);
        }

        var figures = response.Targets.SelectMany(t => t.Actual is null ? [t.Figure] : t.Actual.Parts.Prepend(t.Figure)).ToList();
        response.Releases.AddRange(ObservationQueries.Named(snapshot, figures));
        return response;
    }

    private static ObservationSelection Selected(ListTargetsRequest request)
    {
        new RequestChecks().Defined("states", request.States);
        return new ObservationSelection
        {
            Indicators = { request.Indicators }, Areas = { request.Areas }, Periods = { request.Periods }, Kinds = { Kind.Target }, AsOf = request.AsOf,
        };
    }

    private IEnumerable<Target> Targets(
        Snapshot snapshot, Selection selection, ListTargetsRequest request, string day, Position? after, CancellationToken cancellation)
    {
        if (request.Services.Count > 0 && !request.Services.Contains(store.Options.Service))
        {
            yield break;
        }

        using var connection = store.Database.Read(cancellation);
        var figures = new ObservationReader(snapshot);
        var actuals = new ActualReader(connection, figures, selection);
        foreach (var scan in Scans(connection, selection))
        {
            cancellation.ThrowIfCancellationRequested();
            if (after is not null && scan.EndsBefore(after))
            {
                continue;
            }

            var definition = snapshot.IndicatorsByCode[scan.Indicator];
            var declared = TargetPair.All(definition.ActualOf);
            var standing = new TargetStanding(definition, day);

            // Read to the end before the actuals are: both walks are the same prepared statement.
            foreach (var figure in figures.Read(connection, scan, selection, after).ToList())
            {
                var pair = TargetPair.Of(declared, figure.Indicator, DimensionText.Of(figure.Dimensions));
                var target = standing.Judge(figure, pair, pair.Rule == PairRule.NotComparable ? [] : actuals.Read(pair, figure));
                if (request.States.Count == 0 || request.States.Contains(target.State))
                {
                    yield return target;
                }
            }
        }
    }

    private static List<Scan> Scans(ReadConnection connection, Selection selection) => connection.Connection
        .Query<(string Indicator, string Area)>(SeriesWithTargets)
        .Select(s => new Scan(s.Indicator, s.Area))
        .Where(s => selection.Scans.Any(asked => (asked.Indicator.Length == 0 || asked.Indicator == s.Indicator) && (asked.Area.Length == 0 || asked.Area == s.Area)))
        .ToList();

    private static (long Sequence, Position? After) Start(Snapshot snapshot, ListTargetsRequest request, string query)
    {
        if (request.PageToken.Length == 0)
        {
            return (DataStore.Pin(snapshot, request.DataVersion), null);
        }

        var (sequence, at) = PageToken.Read(request.PageToken, query, PositionLength, snapshot.Sequence);
        return (sequence, new Position(at[0], at[1], at[2], at[3], at[4], (int)Kind.Target));
    }

    private static string QueryKey(ListTargetsRequest request)
    {
        var query = request.Clone();
        (query.PageSize, query.PageToken) = (0, "");
        return PageToken.QueryKey("targets", query.ToByteString().ToBase64());
    }

    private static string Token(string query, long sequence, Observation last) => PageToken.Write(
        query, sequence, last.Indicator, last.Area, DimensionText.Of(last.Dimensions), last.Period.Start, last.Period.End);
}
