using System.Globalization;
using System.Text.Json;
using Indicators.Testing;

namespace Indicators.Services.Tests.Seeds;

/// <summary>What the seeds show of one series, period and kind on one day: every statement read, compared and thrown away again, with no index and no code of the suite.</summary>
internal sealed record NaiveFigure(SeedFigure Shown, string KnownFrom)
{
    public string this[string column] => Shown.Row[column];

    public (string Indicator, string Area, string Dimensions) Series => (this["indicator"], this["area"], this["dimensions"]);

    public (DateOnly Start, DateOnly End) Days => NaiveFigures.Days(this["period"]);

    public bool IsBound => this["qualifier"] is "more_than" or "at_least" or "at_most";
}

/// <summary>All figures of a service as they were known on a day, in page order.</summary>
internal static class NaiveFigures
{
    private static readonly string[] Kinds = ["actual", "target", "norm", "derived"];
    private static readonly string[] Grades = ["official", "press", "transcription", "copy"];

    // Order of publication within a service: what was put in later wins a tie.
    private static readonly Dictionary<string, (string KnownFrom, string Evidence, int Order)> Releases = Directory.GetDirectories(Tree.Path("seeds/releases"))
        .Order(StringComparer.Ordinal).Select(Read).ToDictionary(r => r.Id, r => r.Facts);

    public static List<NaiveFigure> Of(string service, string asOf) => SeedFiles.Releases.SelectMany(r => r.Figures)
        .Where(f => f.Service == service && (asOf.Length == 0 || (Known(f).Length > 0 && string.CompareOrdinal(Known(f), asOf) <= 0)))
        .GroupBy(f => f.Key).Select(g => Show([.. g])).OfType<NaiveFigure>()
        .OrderBy(f => f["indicator"], StringComparer.Ordinal).ThenBy(f => f["area"], StringComparer.Ordinal).ThenBy(f => f["dimensions"], StringComparer.Ordinal)
        .ThenBy(f => f.Days).ThenBy(f => Array.IndexOf(Kinds, f["kind"])).ToList();

    public static (DateOnly Start, DateOnly End) Days(string period)
    {
        var year = int.Parse(period[..4], CultureInfo.InvariantCulture);
        var (month, count) = period.Length switch
        {
            4 => (1, 12),
            7 when period[5] == 'H' => (((period[6] - '0') * 6) - 5, 6),
            7 when period[5] == 'Q' => (((period[6] - '0') * 3) - 2, 3),
            7 => (int.Parse(period[5..], CultureInfo.InvariantCulture), 1),
            _ => (0, 0),
        };
        var start = month == 0 ? DateOnly.Parse(period, CultureInfo.InvariantCulture) : new DateOnly(year, month, 1);
        return (start, month == 0 ? start : start.AddMonths(count).AddDays(-1));
    }

    private static string Known(SeedFigure figure) => Releases[figure.Release].KnownFrom;

    private static NaiveFigure? Show(List<SeedFigure> stated)
    {
        var standing = stated.Where(f => !f.Withdraws && !stated.Any(other => other.Revises.Contains(f.Release)))
            .OrderBy(f => Array.IndexOf(Grades, Releases[f.Release].Evidence)).ThenByDescending(Known, StringComparer.Ordinal).ThenByDescending(f => Releases[f.Release].Order).ToList();
        if (standing.Count == 0)
        {
            return null;
        }

        var first = standing[0];
        var shown = standing.Where(f => Releases[f.Release].Evidence == Releases[first.Release].Evidence && SeedsAgainstApiTests.Agree(first, f))
            .OrderBy(f => f.Row["qualifier"] is "more_than" or "at_least" or "at_most").ThenBy(SeedsAgainstApiTests.LastDigit).First();
        return new NaiveFigure(shown, Known(shown));
    }

    private static (string Id, (string KnownFrom, string Evidence, int Order) Facts) Read(string folder, int order)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "release.json")));
        var root = json.RootElement;
        var dated = root.GetProperty("issuedOn").GetString() is { Length: > 0 } issued ? issued : root.GetProperty("publishedOn").GetString()!;
        var known = dated.Length == 0 ? "" : Days(dated).End.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var read = root.TryGetProperty("readOn", out var on) ? on.GetString()! : "";
        known = known.Length == 0 || (read.Length > 0 && string.CompareOrdinal(read, known) < 0) ? read : known;
        return (root.GetProperty("id").GetString()!, (known, root.GetProperty("evidence").GetString()!, order));
    }
}
