using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Indicators.Data.V1;
using Indicators.Testing;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

/// <summary>A copy that breaks off anywhere, while releases, revisions, withdrawals and definitions come, against what the store lists.</summary>
public sealed class WatchPropertyTests
{
    private static readonly string[] Grades = ["official", "press", "transcription", "copy"];

    [Fact]
    public void Copy_BrokenOffAnywhere_EndsAsTheStore() =>
        Prop.ForAll<int>(seed => HoldsAsync(new Random(seed)).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static async Task<bool> HoldsAsync(Random random)
    {
        using var store = new TestStore();
        var copy = new WatchedCopy();
        var ids = new List<string>();
        var most = random.Next(1, 6);
        for (var step = random.Next(2, 9); step > 0; step--)
        {
            Change(store, random, ids);
            if (random.Next(2) == 0)
            {
                Check(await Watcher.BringAsync(store.Store, copy, random.Next(12), most));
                CheckFigures(store, copy);
            }
        }

        Check(await Watcher.BringAsync(store.Store, copy, most: most));
        CheckFigures(store, copy);
        var catalog = new CatalogQueries(store.Store);
        return copy.IsCurrent
            && copy.DataVersion == store.Store.Current.DataVersion
            && copy.Releases.SequenceEqual(WatchedCopy.Of(catalog.Releases(new() { PageSize = 1000 }).Releases))
            && copy.Indicators.SequenceEqual(WatchedCopy.Of(catalog.Indicators(new() { PageSize = 1000 }).Indicators));

        void Check(List<WatchResponse> messages) => Assert.All(
            messages, m => Assert.InRange(m.Releases.Count + m.Indicators.Count + m.Observations.Count + m.Removed.Count, 0, most));
    }

    // Whenever the stream says so, be it on the way to a version that is no longer the newest.
    private static void CheckFigures(TestStore store, WatchedCopy copy)
    {
        if (copy.IsCurrent)
        {
            Assert.Equal(WatchedCopy.Of(store.Query(new() { DataVersion = copy.DataVersion }).Observations), copy.Figures);
        }
    }

    private static void Change(TestStore store, Random random, List<string> ids)
    {
        if (random.Next(4) == 0)
        {
            store.Define($"share,占比,Share {random.Next(3)},占比。,A share.,percent,1,higher_is_better,,,");
            return;
        }

        var revises = ids.Where(_ => random.Next(3) == 0).ToArray();
        var rows = new Dictionary<string, string>();
        for (var i = random.Next(1, 8); i > 0; i--)
        {
            var (area, year, kind) = (random.Next(2) == 0 ? "CN" : "CN-GD", $"{random.Next(2020, 2023)}", random.Next(2) == 0 ? "actual" : "target");
            var (indicator, unit) = random.Next(2) == 0 ? ("beds", "beds") : ("share", "%");
            rows[area + year + kind + indicator] = revises.Length > 0 && random.Next(3) == 0
                ? Row("", year, kind, area: area, indicator: indicator, unit: unit, action: "withdraw", note: "an error")
                : Row($"{random.Next(1, 4)}", year, kind, area: area, indicator: indicator, unit: unit);
        }

        var issuedOn = new DateOnly(2020 + random.Next(6), random.Next(1, 13), random.Next(1, 28)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        ids.Add($"r{ids.Count + 1}");
        store.Publish(Package(ids[^1], string.Concat(rows.Values), issuedOn, Grades[random.Next(4)], revises));
    }
}
