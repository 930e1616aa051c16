using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store;

/// <summary>Pages of definitions, series and releases.</summary>
public sealed class CatalogQueries(DataStore store)
{
    /// <summary>A page of definitions by code.</summary>
    public ListIndicatorsResponse Indicators(ListIndicatorsRequest request)
    {
        var snapshot = store.Current;
        var key = PageToken.QueryKey("indicators");
        var after = request.PageToken.Length == 0 ? "" : PageToken.Read(request.PageToken, key, 1, snapshot.Sequence).Position[0];
        var size = PageToken.Size(request.PageSize);
        var page = snapshot.Indicators.Where(i => string.CompareOrdinal(i.Code, after) > 0).Take(size + 1).ToList();
        return new ListIndicatorsResponse
        {
            Indicators = { page.Take(size) },
            NextPageToken = page.Count > size ? PageToken.Write(key, snapshot.Sequence, page[size - 1].Code) : "",
            DataVersion = snapshot.DataVersion,
        };
    }

    /// <summary>A page of releases, newest known first; later pages leave out what was published since the first.</summary>
    public ListReleasesResponse Releases(ListReleasesRequest request)
    {
        var snapshot = store.Current;
        var key = PageToken.QueryKey("releases");
        var (sequence, offset) = (snapshot.Sequence, 0);
        if (request.PageToken.Length > 0)
        {
            (sequence, var position) = PageToken.Read(request.PageToken, key, 1, snapshot.Sequence);
            offset = int.Parse(position[0]);
        }

        var size = PageToken.Size(request.PageSize);
        var page = snapshot.NewestFirst.Where(r => snapshot.ReleasesById[r.Id].Sequence <= sequence).Skip(offset).Take(size + 1).ToList();
        return new ListReleasesResponse
        {
            Releases = { page.Take(size) },
            NextPageToken = page.Count > size ? PageToken.Write(key, sequence, $"{offset + size}") : "",
            DataVersion = snapshot.DataVersion,
        };
    }

    /// <summary>A page of the series that hold figures.</summary>
    public ListSeriesResponse Series(ListSeriesRequest request, CancellationToken cancellation = default)
    {
        var snapshot = store.Current;
        var size = PageToken.Size(request.PageSize);
        var queryKey = PageToken.QueryKey(["series", .. request.Indicators.Order(StringComparer.Ordinal), "|", .. request.Areas.Order(StringComparer.Ordinal), "|", request.DataVersion]);
        var (sequence, at) = request.PageToken.Length == 0
            ? (DataStore.Pin(snapshot, request.DataVersion), null)
            : PageToken.Read(request.PageToken, queryKey, 3, snapshot.Sequence);
        var reader = new SelectionReader(snapshot);
        var selection = reader.Read(new ObservationSelection { Indicators = { request.Indicators }, Areas = { request.Areas } }, sequence);
        // A position behind every figure of the series that the page before ended with.
        var after = at is null ? null : new Position(at[0], at[1], at[2], "~", "~", int.MaxValue);
        var series = Take(snapshot, selection, after, size + 1, cancellation);
        var next = "";
        if (series.Count > size)
        {
            series.RemoveAt(size);
            next = PageToken.Write(queryKey, sequence, series[^1].Indicator, series[^1].Area, Text(series[^1]));
        }

        return new ListSeriesResponse { Series = { series }, NextPageToken = next, DataVersion = snapshot.Versions[(int)sequence], Warnings = { reader.Warnings } };
    }

    private List<Series> Take(Snapshot snapshot, Selection selection, Position? after, int count, CancellationToken cancellation)
    {
        var taken = new List<Series>();
        var figures = new ObservationReader(snapshot);
        using var connection = store.Database.Read(cancellation);
        foreach (var scan in selection.Scans.Where(scan => after is null || !scan.EndsBefore(after)))
        {
            foreach (var figure in figures.Read(connection, scan, selection, after))
            {
                if (taken.Count == 0 || !Continues(taken[^1], figure))
                {
                    if (taken.Count == count)
                    {
                        return taken;
                    }

                    taken.Add(new Series { Indicator = figure.Indicator, Area = figure.Area, Dimensions = { figure.Dimensions }, FirstPeriod = figure.Period.Code });
                }

                taken[^1].LastPeriod = figure.Period.Code;
                taken[^1].ObservationCount++;
            }
        }

        return taken;
    }

    private static bool Continues(Series series, Observation figure) =>
        series.Indicator == figure.Indicator && series.Area == figure.Area && series.Dimensions.SequenceEqual(figure.Dimensions);

    private static string Text(Series series) => string.Join(';', series.Dimensions.Select(d => $"{d.Key}={d.Value}"));
}
