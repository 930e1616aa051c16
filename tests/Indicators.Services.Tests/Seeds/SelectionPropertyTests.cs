using FsCheck;
using FsCheck.Fluent;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Services.Tests.Seeds;

/// <summary>Random selections, answered by the services and by a walk over the seed files.</summary>
public sealed class SelectionPropertyTests(SeededSuite suite)
{
    [Fact]
    public void Selection_OfAnyKind_IsWhatANaiveReadingSelects() => Prop.ForAll<int>(Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Availability_OfAnySelection_IsThatOfANaiveReading() => Prop.ForAll<int>(IsCounted).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private bool IsCounted(int seed)
    {
        var selection = new NaiveSelection(new Random(seed));
        selection.Request.Sort.Clear();
        var figures = selection.Read().ConvertAll(f => f.Figure);
        var answer = new IndicatorDataService.IndicatorDataServiceClient(suite.Channel(selection.Service)).GetAvailability(new() { Selection = selection.Request, PageSize = 1000 });
        Assert.Equal(
            figures.GroupBy(f => f.Series).Select(g => $"{g.Key} {string.Join(',', g.Select(f => f["period"]).Distinct())} {g.Count()}").Take(1000),
            answer.Series.Select(s => $"{(s.Indicator, s.Area, string.Join(';', s.Dimensions.Select(d => $"{d.Key}={d.Value}")))} {string.Join(',', s.Periods)} {s.ObservationCount}"));
        Assert.Equal((figures.Count, figures.Select(f => f.Series).Distinct().Count()), (answer.ObservationCount, answer.SeriesCount));
        foreach (var column in new[] { "indicator", "area", "period", "kind" })
        {
            var counted = figures.GroupBy(f => f[column]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}");
            Assert.Equal(counted, answer.Components.Single(c => c.Name == column).Values.Select(v => $"{v.Code} {v.ObservationCount}"));
        }

        return true;
    }

    private bool Holds(int seed)
    {
        var selection = new NaiveSelection(new Random(seed));
        var expected = selection.Read().ConvertAll(f => Text(f.Figure, f.Change));
        var answered = Query(selection).ConvertAll(Text);
        Assert.True(expected.SequenceEqual(answered), $"{selection.Service} {selection.Request}\n{First(expected, answered)}");
        return true;
    }

    private List<Observation> Query(NaiveSelection selection)
    {
        var client = new IndicatorDataService.IndicatorDataServiceClient(suite.Channel(selection.Service));
        var estimate = client.EstimateObservations(new() { Selection = selection.Request });
        var request = new QueryObservationsRequest { Selection = selection.Request, PageSize = selection.PageSize };
        var figures = new List<Observation>();
        do
        {
            var page = client.QueryObservations(request);
            figures.AddRange(page.Observations);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.True(figures.Count <= estimate.Rows, $"{selection.Request}: {figures.Count} figures, {estimate.Rows} estimated");
        return figures;
    }

    private static string Text(NaiveFigure figure, NaiveChange? change) =>
        FormattableString.Invariant($"{figure.Shown.Key} {figure.Shown.Value:0.##########} {figure.Shown.Release} {change?.Absolute:0.##########} {change?.Percent:0.##} {change?.From}");

    private static string Text(Observation o)
    {
        var dimensions = string.Join(';', o.Dimensions.Select(d => $"{d.Key}={d.Value}"));
        var change = o.Change;
        return $"{o.Indicator}|{o.Area}|{o.Period.Code}|{dimensions}|{$"{o.Kind}".ToLowerInvariant()} {o.Value} {o.Source.ReleaseId} {change?.Absolute} {change?.Percent} {change?.From}";
    }

    private static string First(List<string> expected, List<string> answered)
    {
        var at = expected.Zip(answered).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"at {at} of {expected.Count} expected: {expected.ElementAtOrDefault(at)}\nof {answered.Count} answered: {answered.ElementAtOrDefault(at)}";
    }
}
