using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Indicators.Data.V1;
using Indicators.Types.V1;
using static Indicators.Store.Tests.TestStore;

namespace Indicators.Store.Tests;

/// <summary>The store's answers against a second, naive reading of the same packages: no index, no order, no cache.</summary>
public sealed class DerivationPropertyTests
{
    private static readonly string[] Grades = ["official", "press", "transcription", "copy"];

    // Some agree only with their neighbour in digits: 1.3 with 1 and with 1.26, 1.26 not with 1.34.
    private static readonly string[] Values = ["1", "2", "1.3", "1.0", "1.26", "1.34", "2.00"];

    [Fact]
    public void Figures_OfRandomPackages_EqualANaiveReading() =>
        Prop.ForAll<int>(Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static bool Holds(int seed)
    {
        var random = new Random(seed);
        using var store = new TestStore();
        var releases = new List<NaiveRelease>();
        for (var number = 1; number <= random.Next(2, 7); number++)
        {
            var release = NaiveRelease.Random(random, number, releases);
            store.Publish(Package(release.Id, release.Rows, release.IssuedOn, release.Evidence, release.Revises, release.Preliminary));
            releases.Add(release);
        }

        var asOf = random.Next(3) == 0 ? $"202{random.Next(1, 5)}-06-30" : "";
        var shown = random.Next(2) == 0 ? store.Query(new ObservationSelection { AsOf = asOf }).Observations : Paged(store, asOf, random.Next(1, 5));
        return Naive(releases, asOf).SequenceEqual(shown.Select(o => new NaiveFigure(
            o.Area, o.Period.Code, o.Kind, o.Value, o.Source.ReleaseId, o.Status, Ids(o.AlsoStatedBy), Ids(o.Alternatives.Select(a => a.Source)))));
    }

    private static List<Observation> Paged(TestStore store, string asOf, int size)
    {
        var all = new List<Observation>();
        var token = "";
        do
        {
            var page = store.Query(new ObservationSelection { AsOf = asOf }, size, token);
            all.AddRange(page.Observations);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        return all;
    }

    private static List<NaiveFigure> Naive(List<NaiveRelease> releases, string asOf)
    {
        var known = releases.Where(r => asOf.Length == 0 || string.CompareOrdinal(r.IssuedOn, asOf) <= 0).ToList();
        var figures = new List<NaiveFigure>();
        foreach (var key in known.SelectMany(r => r.Statements.Keys).Distinct().OrderBy(k => k.Area, StringComparer.Ordinal).ThenBy(k => k.Period, StringComparer.Ordinal).ThenBy(k => k.Kind))
        {
            var stating = known.Where(r => r.Statements.ContainsKey(key)).ToList();
            var standing = stating.Where(r => !stating.Any(other => other.Revises.Contains(r.Id)))
                .OrderBy(r => Array.IndexOf(Grades, r.Evidence)).ThenByDescending(r => r.IssuedOn, StringComparer.Ordinal).ThenByDescending(r => r.Number).ToList();
            if (standing.Count == 0)
            {
                continue;
            }

            var leader = standing[0];
            var shown = standing.Where(r => r.Evidence == leader.Evidence && Agree(r.Statements[key], leader.Statements[key])).OrderByDescending(r => Digits(r.Statements[key])).First();
            var value = shown.Statements[key];
            var others = standing.Where(r => r != shown).ToLookup(r => Agree(r.Statements[key], value));
            var status = others[false].Any() ? Status.Disputed : key.Kind == Kind.Derived ? Status.Derived : shown.Preliminary ? Status.Preliminary : Status.Confirmed;
            figures.Add(new NaiveFigure(
                key.Area, key.Period, key.Kind, value.TrimEnd('0').TrimEnd('.'), shown.Id, status, Ids(others[true]), Ids(others[false])));
        }

        return figures;
    }

    private static int Digits(string value) => value.Contains('.', StringComparison.Ordinal) ? value.Length - value.IndexOf('.', StringComparison.Ordinal) - 1 : 0;

    private static bool Agree(string a, string b)
    {
        var digits = Math.Min(Digits(a), Digits(b));
        return Math.Abs(double.Parse(a, CultureInfo.InvariantCulture) - double.Parse(b, CultureInfo.InvariantCulture)) <= (0.5 * Math.Pow(10, -digits)) + 1e-9;
    }

    private static string Ids(IEnumerable<Source> sources) => string.Join(' ', sources.Select(s => s.ReleaseId).Order(StringComparer.Ordinal));

    private static string Ids(IEnumerable<NaiveRelease> releases) => string.Join(' ', releases.Select(r => r.Id).Order(StringComparer.Ordinal));

    private sealed record NaiveFigure(string Area, string Period, Kind Kind, string Value, string Release, Status Status, string Agree, string Differ);

    private sealed record NaiveRelease(
        int Number, string Id, string IssuedOn, string Evidence, bool Preliminary, string[] Revises, Dictionary<(string Area, string Period, Kind Kind), string> Statements)
    {
        public string Rows => string.Concat(Statements.Select(s =>
            Row(s.Value, s.Key.Period, s.Key.Kind.ToString().ToLowerInvariant(), area: s.Key.Area)));

        public static NaiveRelease Random(Random random, int number, List<NaiveRelease> before)
        {
            var statements = new Dictionary<(string, string, Kind), string>();
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                statements[(random.Next(2) == 0 ? "CN" : "CN-GD", $"{random.Next(2020, 2023)}", (Kind)random.Next(1, 5))] = Values[random.Next(Values.Length)];
            }

            var revises = before.Where(_ => random.Next(3) == 0).Select(r => r.Id).ToArray();
            var issuedOn = new DateOnly(2020 + random.Next(6), random.Next(1, 13), random.Next(1, 28)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return new NaiveRelease(number, $"r{number}", issuedOn, Grades[random.Next(4)], random.Next(4) == 0, revises, statements);
        }
    }
}
