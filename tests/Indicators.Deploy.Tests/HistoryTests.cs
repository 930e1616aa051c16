using Indicators.EndToEnd.Tests;
using Indicators.Testing;

namespace Indicators.Deploy.Tests;

/// <summary>The history server holds what REST gives, before a revision and after it.</summary>
public sealed class HistoryTests(Monitoring monitoring)
{
    private static readonly DateTimeOffset From = new(2012, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2025, 12, 31, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task RangeQueries_BeforeAndAfterARevision_GiveWhatRestGives()
    {
        var before = await RestFigures.ReadAsync(monitoring.Rest, "area=CN&period=2012..2025");
        await CompareAsync(before);

        // One that a single document states: revised by another one it is no dispute.
        var old = before.First(f => f is { Frequency: "year", Kind: "actual", Dimensions: "", IsStatedOnce: true, Unit: "persons" });
        using var folder = new TemporaryFolder();
        var row = $"{old.Indicator},CN,{old.Period},,123456789,{old.Unit},exact,actual,p. 1,,,,,";
        var package = TestPackage.WriteRevision(folder.Path, "test-revision", old.Service, "2031-05-06", [old.Release], row);
        var (exitCode, output) = await Commands.CliAsync(["publish", package, .. monitoring.SuitePorts.AsArguments()]);
        Assert.True(exitCode == 0, output);
        var revised = $"{old.Metric}{{indicator=\"{old.Indicator}\",kind=\"actual\",frequency=\"year\"}} @ {old.Start} == 123456789";
        await Until.Async(() => monitoring.History.HasAsync(revised), () => "The revised figure did not come.\n" + monitoring.Said);

        var after = await RestFigures.ReadAsync(monitoring.Rest, "area=CN&period=2012..2025");
        Assert.Equal([old with { Value = 123456789, Release = "test-revision" }], after.Except(before));
        await CompareAsync(after);
    }

    [Fact]
    public async Task Figures_OfEveryArea_AreThereOnce()
    {
        foreach (var family in (await RestFigures.ReadAsync(monitoring.Rest, "")).GroupBy(f => f.Metric))
        {
            var count = await monitoring.History.QueryAsync($"sum(count_over_time({family.Key}[250y] @ 4102444800))");
            Assert.Equal($"{family.Key} {family.Count()}", $"{family.Key} {count.Single().Points.Values.Single()}");
        }
    }

    // Every day from 2012 on is a point of the range query, and so is the start of every period.
    private async Task CompareAsync(List<RestFigure> figures)
    {
        foreach (var family in figures.GroupBy(f => f.Metric))
        {
            var answer = await monitoring.History.RangeAsync($"{family.Key}{{area=\"CN\"}}", From, To, TimeSpan.FromDays(1));
            var points = answer.ToDictionary(s => RestFigure.SeriesOf(s.Labels), s => s.Points);
            Assert.All(family, figure => Assert.Equal(figure.Value, points[figure.Series][figure.Start], 1e-9 * Math.Abs(figure.Value)));
        }
    }
}
