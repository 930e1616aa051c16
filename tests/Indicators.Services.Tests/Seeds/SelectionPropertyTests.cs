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
