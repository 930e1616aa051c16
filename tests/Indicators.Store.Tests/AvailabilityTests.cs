using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

/// <summary>What is counted from keys, against the figures themselves counted one by one.</summary>
public sealed class AvailabilityTests
{
    private static readonly string[] Grades = ["official", "press", "copy"];

    [Fact]
    public void AvailabilityAndProfile_OfRandomPackages_AreThoseOfTheirFigures() => Prop.ForAll<int>(Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static bool Holds(int seed)
    {
        var random = new Random(seed);
        using var store = Filled(random);
        for (var i = 0; i < 8; i++)
        {
            AvailabilityHolds(store, Selection(random, store.Store.Current));
        }

        ProfileHolds(store);
        return true;
    }

    private static void AvailabilityHolds(TestStore store, ObservationSelection selection)
    {
        var figures = store.Query(selection).Observations;
        var answer = new AvailabilityQueries(store.Store).Of(new GetAvailabilityRequest { Selection = selection, PageSize = 1000 }, CancellationToken.None);
        Assert.Equal(Series(figures), answer.Series.Select(Text));
        Assert.Equal((figures.Count, answer.Series.Count), (answer.ObservationCount, answer.SeriesCount));
        Assert.Equal(Counted(figures, f => f.Period.Code), Values(answer, "period"));
        Assert.Equal(Counted(figures, f => $"{f.Kind}".ToLowerInvariant()), Values(answer, "kind"));
        Assert.Equal(Counted(figures, f => f.Area), Values(answer, "area"));
    }

    private static void ProfileHolds(TestStore store)
    {
        var figures = store.Query().Observations;
        var profile = IndicatorProfiles.Read(store.Store, store.Store.Current, "beds");
        var sources = figures.SelectMany(ObservationSources.Of).Select(s => s.ReleaseId).ToHashSet();
        Assert.Equal(figures.Select(f => f.Kind).Distinct().Order(), profile.Kinds);
        Assert.Equal(store.Store.Current.NewestFirst.Select(r => r.Id).Where(sources.Contains), profile.ReleaseIds);
        Assert.Equal(figures.Sum(f => f.Revision), profile.RevisionCount);
        Assert.Equal(figures.Count(f => f.Status == Status.Disputed), profile.DisputedCount);
        Assert.Equal(Series(figures).Count(), profile.SeriesCount);
        Assert.Equal(
            figures.SelectMany(f => f.Dimensions).Distinct().OrderBy(d => d.Key, StringComparer.Ordinal).ThenBy(d => d.Value, StringComparer.Ordinal).Select(d => $"{d.Key}={d.Value}"),
            profile.Dimensions.SelectMany(d => d.Values.Select(v => $"{d.Key}={v}")));
    }

    // A later release may revise what earlier ones state, or take it back.
    private static TestStore Filled(Random random)
    {
        var store = new TestStore();
        var ids = new List<string>();
        for (var number = random.Next(2, 7); number > 0; number--)
        {
            var revises = ids.Where(_ => random.Next(2) == 0).ToArray();
            var keys = Enumerable.Range(0, random.Next(1, 9))
                .Select(_ => (Period: One(random, "2020", "2021", "2021-H1", "2022-12-31"), Kind: One(random, "actual", "target"), Area: One(random, "CN", "CN-GD"), Dimensions: One(random, "", "funding=central", "funding=local")))
                .Distinct().ToList();
            var rows = keys.ConvertAll(k => revises.Length > 0 && random.Next(3) == 0
                ? Row("", k.Period, k.Kind, area: k.Area, dimensions: k.Dimensions, action: "withdraw")
                : Row($"{random.Next(1, 4)}", k.Period, k.Kind, area: k.Area, dimensions: k.Dimensions));
            var package = Package($"r{number}", string.Concat(rows), Day(random), One(random, Grades), revises);
            if (store.Stage(package, validateOnly: true).Faults.Count == 0)
            {
                store.Publish(package);
                ids.Add($"r{number}");
            }
        }

        return store;
    }

    private static ObservationSelection Selection(Random random, Snapshot snapshot)
    {
        var selection = new ObservationSelection { Latest = random.Next(3), AsOf = random.Next(2) == 0 ? Day(random) : "" };
        selection.UpdatedAfter = random.Next(4) == 0 && selection.AsOf.Length == 0 ? Day(random) : "";
        selection.DataVersion = random.Next(2) == 0 ? snapshot.Versions[random.Next(snapshot.Versions.Count)] : "";
        selection.Periods.AddRange(random.Next(2) == 0 ? [One(random, "2021", "exact(2021)", "..2020", "2021..")] : []);
        selection.Kinds.AddRange(random.Next(3) == 0 ? [Kind.Target] : []);
        return selection;
    }

    private static IEnumerable<string> Series(IEnumerable<Observation> figures) => figures
        .GroupBy(f => (f.Area, Dimensions: string.Join(';', f.Dimensions.Select(d => $"{d.Key}={d.Value}"))))
        .Select(g => $"{g.Key.Area} {g.Key.Dimensions} {string.Join(',', g.Select(f => f.Period.Code).Distinct())} {g.Count()}");

    private static string Text(AvailableSeries series) =>
        $"{series.Area} {string.Join(';', series.Dimensions.Select(d => $"{d.Key}={d.Value}"))} {string.Join(',', series.Periods)} {series.ObservationCount}";

    private static IEnumerable<string> Counted(IEnumerable<Observation> figures, Func<Observation, string> value) =>
        figures.GroupBy(value).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}");

    private static IEnumerable<string> Values(GetAvailabilityResponse answer, string component) =>
        answer.Components.Single(c => c.Name == component).Values.Select(v => $"{v.Code} {v.ObservationCount}");

    private static string Day(Random random) =>
        new DateOnly(2020 + random.Next(6), random.Next(1, 13), random.Next(1, 28)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static T One<T>(Random random, params T[] of) => of[random.Next(of.Length)];
}
