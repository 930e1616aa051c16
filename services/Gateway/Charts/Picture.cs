using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>What one kind of chart has to show, before it is known how much room there is for it.</summary>
internal sealed record Picture
{
    public required string Title { get; init; }

    /// <summary>Where, what part and in which unit; each stays together as long as it can.</summary>
    public required string Subtitle { get; init; }

    /// <summary>The same for who cannot see it.</summary>
    public required string Description { get; init; }

    public IReadOnlyList<LegendItem> Legend { get; init; } = [];

    /// <summary>What a reader has to know of it, each a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The figures in it, for the sources.</summary>
    public IReadOnlyList<Observation> Shown { get; init; } = [];

    /// <summary>How high it would like its plot to be.</summary>
    public required double PlotHeight { get; init; }

    /// <summary>The lowest plot in which it can be read; what stands around it is shortened first.</summary>
    public double LeastPlotHeight { get; init; } = 110;

    /// <summary>The same with no more than fits into a lower plot, and a note of how much of how much that is; null: it fits into any.</summary>
    public Func<double, Picture?>? Fit { get; init; }

    public required Action<SvgWriter, Box> Draw { get; init; }
}

/// <summary>A sign with its meaning.</summary>
/// <param name="Text">Meaning.</param>
/// <param name="Draw">Draws the sign around the middle of a place 22 pixels wide.</param>
internal sealed record LegendItem(string Text, Action<SvgWriter, double, double> Draw);

/// <summary>Sizes of texts by the width of the picture.</summary>
internal readonly record struct Sizes(double Title, double Text, double Small, double Pad)
{
    public static Sizes Of(int width) => width switch
    {
        < 480 => new(15, 11.5, 10.5, 12),
        < 1000 => new(18, 12.5, 11.5, 18),
        < 1600 => new(23, 15, 13.5, 26),
        _ => new(30, 20, 18, 36),
    };
}

/// <summary>What every kind of chart is made with.</summary>
internal sealed record ChartContext(ChartFigures Figures, ChartRequest Request)
{
    public ChartWords Words => Request.Words;

    public Sizes Sizes { get; } = Sizes.Of(Request.Width);

    public string Title => Words.Of(Figures.Indicator.Indicator.Name);

    /// <summary>Room between the sides.</summary>
    public double Room => Request.Width - (2 * Sizes.Pad);

    public ChartNumbers Numbers(IEnumerable<double> values) => ChartNumbers.Of(Figures.Indicator.Indicator.Unit, values, Words);

    /// <summary>The second line: parts that are not empty, the unit last.</summary>
    public string Subtitle(string unit, params ReadOnlySpan<string> parts)
    {
        var line = new List<string>();
        foreach (var part in parts)
        {
            if (part.Length > 0)
            {
                line.Add(part);
            }
        }

        if (unit.Length > 0)
        {
            line.Add(Words.Of($"单位：{unit}", $"unit: {unit}"));
        }

        return string.Join(Words.Dot, line);
    }

    /// <summary>That there is more than is drawn; it stands in the second line, which no lack of room takes away.</summary>
    public string Counted(int shown, int all) => shown < all ? Words.Of($"{all}项中最大的{shown}项", $"the {shown} largest of {all}") : "";

    /// <summary>A figure in words, for its mark.</summary>
    public string Tell(Observation figure, string name, ChartNumbers numbers)
    {
        var (words, release) = (Words, Figures.Texts.Release(figure.Source.ReleaseId));
        var others = figure.Alternatives.Count == 0 ? ""
            : words.Of("；另有文件称", "; others state ") + words.List(figure.Alternatives.Select(a => words.QualifyInWords(a.Qualifier, numbers.Full(Value(a)))));
        var head = string.Join(words.Of("，", ", "), new[] { name, words.Period(figure.Period.Code) }.Where(t => t.Length > 0));
        return words.Of(
            $"{head}：{numbers.Full(figure)}（{words.State(figure.Status)}）{others}。{words.Of(release.Title)}",
            $"{head}: {numbers.Full(figure)} ({words.State(figure.Status)}){others}. {words.Of(release.Title)}");
    }

    public static double Value(Data.V1.Vintage vintage) => Value(vintage.Statement);

    public static double Value(Statement statement) => double.Parse(statement.Value, System.Globalization.CultureInfo.InvariantCulture);
}
