using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Takes the figures of a stream into a cube: indicator, area, each dimension that occurs, period.</summary>
/// <param name="ask">The request.</param>
/// <param name="texts">Names of what is in it.</param>
internal sealed class JsonStatCube(Ask ask, FigureTexts texts) : IServerStreamWriter<StreamObservationsResponse>
{
    /// <summary>Category of figures without a dimension: the stated total.</summary>
    public const string Total = "_T";

    private readonly List<Cell> cells = [];
    private readonly Dictionary<string, Period> periods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> dimensions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Coordinates> series = new(StringComparer.Ordinal);
    private readonly HashSet<Kind> kinds = [];

    public WriteOptions? WriteOptions { get; set; }

    /// <summary>Ids of the dimensions in order, each with its categories.</summary>
    public IReadOnlyList<Axis> Axes { get; private set; } = [];

    /// <summary>Cells by position, the last dimension fastest.</summary>
    public IReadOnlyList<(int Position, Cell Cell)> Cells { get; private set; } = [];

    public Kind Kind => kinds.First();

    public IEnumerable<Period> Periods => periods.Values;

    /// <summary>The releases that the cells name, in order of their ids.</summary>
    public IEnumerable<Release> Releases => cells.Select(c => c.Release).Distinct().Order(StringComparer.Ordinal).Select(texts.Release);

    public Task WriteAsync(StreamObservationsResponse message)
    {
        texts.Add(message.Releases);
        foreach (var figure in message.Observations)
        {
            Add(figure);
        }

        return Task.CompletedTask;
    }

    public Task WriteAsync(StreamObservationsResponse message, CancellationToken cancellationToken) => WriteAsync(message);

    /// <summary>Nothing more comes: puts each cell at its place.</summary>
    /// <exception cref="NoFiguresException">There is no figure.</exception>
    /// <exception cref="TooManyRowsException">The cube is larger than a reader should have to unfold.</exception>
    public void Finish()
    {
        if (cells.Count == 0)
        {
            throw new NoFiguresException();
        }

        Axes =
        [
            new("indicator", [.. series.Values.Select(s => s.Indicator).Distinct()]),
            new("area", [.. series.Values.Select(s => s.Area).Distinct().Order(StringComparer.Ordinal)]),
            .. dimensions.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => new Axis(d.Key, Categories(d.Key, d.Value))),
            new("period", [.. periods.Values.OrderBy(p => p.Start, StringComparer.Ordinal).ThenBy(p => p.End, StringComparer.Ordinal).Select(p => p.Code)]),
        ];
        var size = Axes.Aggregate(1L, (product, axis) => Math.Min(product * axis.Categories.Length, int.MaxValue));
        if (size > Limits.CubeCells)
        {
            throw new TooManyRowsException(Format.JsonStat, size);
        }

        Cells = [.. cells.Select(cell => (Position(cell), cell)).OrderBy(c => c.Item1)];
    }

    private void Add(Observation figure)
    {
        if (kinds.Add(figure.Kind) && kinds.Count > 1)
        {
            WritingChecks.SeveralKinds(ask, string.Join(',', kinds.Select(Enums.Kinds.Text)));
            ask.Faults.ThrowIfAny();
        }

        if (cells.Count == Limits.CubeCells)
        {
            throw new TooManyRowsException(Format.JsonStat, cells.Count + 1);
        }

        var text = DimensionsJson.Text(figure.Dimensions);
        var key = $"{figure.Indicator}\n{figure.Area}\n{text}";
        if (!series.TryGetValue(key, out var place))
        {
            place = series[key] = new(
                figure.Indicator, figure.Area, figure.Dimensions.ToDictionary(d => d.Key, d => d.Value, StringComparer.Ordinal));
            foreach (var (dimension, value) in place.Values)
            {
                (dimensions.TryGetValue(dimension, out var values) ? values : dimensions[dimension] = new(StringComparer.Ordinal))
                    .Add(value);
            }
        }

        periods.TryAdd(figure.Period.Code, figure.Period);
        cells.Add(new(place, figure.Period.Code, figure.Value, figure.Status, figure.Qualifier, figure.Source?.ReleaseId ?? ""));
    }

    private string[] Categories(string key, SortedSet<string> values) =>
        series.Values.Any(s => !s.Values.ContainsKey(key)) ? [Total, .. values] : [.. values];

    private int Position(Cell cell)
    {
        var position = 0;
        foreach (var axis in Axes)
        {
            position = (position * axis.Categories.Length) + axis.Index[axis.Name switch
            {
                "indicator" => cell.Place.Indicator,
                "area" => cell.Place.Area,
                "period" => cell.Period,
                _ => cell.Place.Values.GetValueOrDefault(axis.Name, Total),
            }];
        }

        return position;
    }

    /// <summary>One dimension of the cube.</summary>
    internal sealed record Axis(string Name, string[] Categories)
    {
        public Dictionary<string, int> Index { get; } = Categories.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
    }

    /// <summary>What a series is named by.</summary>
    internal sealed record Coordinates(string Indicator, string Area, Dictionary<string, string> Values);

    /// <summary>One figure.</summary>
    internal sealed record Cell(
        Coordinates Place, string Period, string Value, Types.V1.Status Status, Qualifier Qualifier, string Release);
}

/// <summary>Nothing is selected, and the format has no way to say so.</summary>
internal sealed class NoFiguresException : Exception;
