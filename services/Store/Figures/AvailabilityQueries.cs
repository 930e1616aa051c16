using Google.Protobuf;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>Answers which combinations of a selection hold figures.</summary>
public sealed class AvailabilityQueries(DataStore store)
{
    // The key of every figure of the selection is read; a wider selection would keep its reader waiting for seconds.
    private const int MostFigures = 200_000;

    /// <summary>A page of series, and the values of every part of the selection.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming the field and the nearest valid value, or that the selection is too wide.</exception>
    public GetAvailabilityResponse Of(GetAvailabilityRequest request, CancellationToken cancellation)
    {
        var snapshot = store.Current;
        var asked = request.Selection ?? new();
        var size = PageToken.Size(request.PageSize);
        RequestChecks.NotAfter(asked, store.Today, Errors.Throw);
        var queryKey = PageToken.QueryKey("availability", asked.ToByteString().ToBase64(), $"{request.IncludeAddable}");
        var (sequence, at) = request.PageToken.Length == 0
            ? (DataStore.Pin(snapshot, asked.DataVersion), null)
            : PageToken.Read(request.PageToken, queryKey, 3, snapshot.Sequence);
        var reader = new SelectionReader(snapshot);
        var selection = reader.Read(asked, sequence);
        var page = new SeriesList(size, at);
        var selected = Count(snapshot, asked, selection, page.Add, cancellation);
        var response = new GetAvailabilityResponse
        {
            Series = { page.Taken },
            NextPageToken = page.More ? PageToken.Write(queryKey, sequence, page.Last) : "",
            DataVersion = snapshot.Versions[(int)sequence],
            Warnings = { reader.Warnings },
            Components = { selected.Components() },
            SeriesCount = page.Count,
            ObservationCount = selected.Figures,
        };
        if (request.IncludeAddable)
        {
            AddAddable(response, snapshot, asked, sequence, selected, cancellation);
        }

        return response;
    }

    private void AddAddable(
        GetAvailabilityResponse response, Snapshot snapshot, ObservationSelection asked, long sequence, AvailabilityCount selected, CancellationToken cancellation)
    {
        foreach (var (name, wider) in Widened(asked))
        {
            var count = Count(snapshot, asked, new SelectionReader(snapshot).Read(wider, sequence), _ => { }, cancellation);
            var have = selected.Values(name).Select(v => v.Key).ToHashSet(StringComparer.Ordinal);
            response.Components.First(c => c.Name == name).Values.AddRange(count.Values(name)
                .Where(v => !have.Contains(v.Key)).Select(v => new AvailableValue { Code = v.Key, ObservationCount = v.Value, Addable = true }));
        }
    }

    /// <summary>The selection without each of its filters in turn.</summary>
    private static IEnumerable<(string Name, ObservationSelection Wider)> Widened(ObservationSelection asked)
    {
        if (asked.Indicators.Count > 0)
        {
            yield return ("indicator", Without(s => s.Indicators.Clear()));
        }

        if (asked.Areas.Count > 0)
        {
            yield return ("area", Without(s => s.Areas.Clear()));
        }

        if (asked.Periods.Count > 0)
        {
            yield return ("period", Without(s => s.Periods.Clear()));
        }

        if (asked.Kinds.Count > 0)
        {
            yield return ("kind", Without(s => s.Kinds.Clear()));
        }

        foreach (var filter in asked.Dimensions)
        {
            yield return (AvailabilityCount.Name(filter.Key), Without(s => s.Dimensions.Remove(filter)));
        }

        ObservationSelection Without(Action<ObservationSelection> drop)
        {
            var wider = asked.Clone();
            drop(wider);
            return wider;
        }
    }

    private AvailabilityCount Count(
        Snapshot snapshot, ObservationSelection asked, Selection selection, Action<FigureKey> each, CancellationToken cancellation)
    {
        var count = new AvailabilityCount(asked.Dimensions.Select(d => d.Key));
        var figures = new FigureKeys(snapshot);
        using var connection = store.Database.Read(cancellation);
        foreach (var figure in selection.Scans.SelectMany(scan => figures.Read(connection, scan, selection)))
        {
            if (count.Figures == MostFigures)
            {
                throw TooWide();
            }

            cancellation.ThrowIfCancellationRequested();
            count.Add(figure);
            each(figure);
        }

        return count;
    }

    private static Grpc.Core.RpcException TooWide() => Errors.Invalid(
        "selection_too_wide",
        "indicators",
        "",
        new LocalizedText { Zh = $"选取的数据超过{MostFigures}条，请指明指标或地区。", En = $"The selection holds more than {MostFigures} figures: name indicators or areas." });

    /// <summary>The series of a page, gathered from figures in page order, and how many there are in all.</summary>
    private sealed class SeriesList(int size, string[]? after)
    {
        private readonly HashSet<Kind> kinds = [];
        private FigureKey? previous;
        private AvailableSeries? open;

        public List<AvailableSeries> Taken { get; } = [];

        public int Count { get; private set; }

        public bool More { get; private set; }

        public string[] Last => [Taken[^1].Indicator, Taken[^1].Area, DimensionText.Of(Taken[^1].Dimensions)];

        public void Add(FigureKey figure)
        {
            if (previous is not { } before || !FigureKeys.IsSameSeries(before, figure))
            {
                Count++;
                Open(figure);
            }

            previous = figure;
            if (open is null)
            {
                return;
            }

            open.ObservationCount++;
            if (open.Periods.Count == 0 || open.Periods[^1] != figure.Period)
            {
                open.Periods.Add(figure.Period);
            }

            if (kinds.Add(figure.Kind))
            {
                open.Kinds.Add(figure.Kind);
            }
        }

        private void Open(FigureKey figure)
        {
            open = null;
            kinds.Clear();
            if (!IsAfter(figure))
            {
                return;
            }

            if (Taken.Count == size)
            {
                More = true;
                return;
            }

            open = new AvailableSeries { Indicator = figure.Indicator, Area = figure.Area, Dimensions = { DimensionText.Parse(figure.Dimensions) } };
            Taken.Add(open);
        }

        private bool IsAfter(FigureKey figure)
        {
            if (after is null)
            {
                return true;
            }

            var order = string.CompareOrdinal(figure.Indicator, after[0]);
            order = order != 0 ? order : string.CompareOrdinal(figure.Area, after[1]);
            return (order != 0 ? order : string.CompareOrdinal(figure.Dimensions, after[2])) > 0;
        }
    }
}
