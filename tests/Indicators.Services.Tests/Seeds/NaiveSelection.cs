using System.Globalization;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Services.Tests.Seeds;

/// <summary>A random selection of one service: as a request, and as a plain walk over all figures.</summary>
internal sealed class NaiveSelection
{
    private static readonly string[] SortFields = ["value", "period", "area", "indicator"];

    private readonly List<Func<NaiveFigure, bool>> filters = [];
    private readonly Random random;
    private int latest = int.MaxValue;

    public NaiveSelection(Random random)
    {
        this.random = random;
        Service = One(SeedFiles.ServiceNames);
        var all = NaiveFigures.Of(Service, "");
        Codes(all, f => f["indicator"], Request.Indicators, 3);
        Codes(all, f => f["area"], Request.Areas, 4);
        Kinds();
        Dimensions(all);
        Periods();
        Days();
        Order();
    }

    public string Service { get; }

    public ObservationSelection Request { get; } = new();

    public int PageSize => random.Next(1, 4) switch { 1 => random.Next(1, 20), 2 => 100, _ => 1000 };

    /// <summary>What the request selects, in the order asked for, with the change of each where it was asked for.</summary>
    public List<(NaiveFigure Figure, NaiveChange? Change)> Read()
    {
        var all = NaiveFigures.Of(Service, Request.AsOf);
        var taken = all.Where(f => filters.TrueForAll(takes => takes(f))).ToList();
        taken = taken.Where(f => taken.Count(other => other.Series == f.Series && other["kind"] == f["kind"] && other.Days.CompareTo(f.Days) > 0) < latest).ToList();
        foreach (var field in Request.Sort.Reverse())
        {
            var sorted = taken.OrderBy(f => Key(f, field.TrimStart('-')), Comparer<(decimal, string)>.Create((a, b) =>
                a.Item1 != b.Item1 ? a.Item1.CompareTo(b.Item1) : string.CompareOrdinal(a.Item2, b.Item2)));
            taken = field[0] == '-' ? [.. sorted.Reverse().GroupBy(f => Key(f, field[1..])).SelectMany(g => g.Reverse())] : [.. sorted];
        }

        return taken.ConvertAll(f => (f, Request.Change == Comparison.YearOnYear ? NaiveChange.Of(f, all) : null));
    }

    private static (decimal Number, string Text) Key(NaiveFigure figure, string field) => field switch
    {
        "value" => (figure.Shown.Value, ""),
        "period" => (0, $"{figure.Days.Start:yyyy-MM-dd}{figure.Days.End:yyyy-MM-dd}"),
        _ => (0, figure[field]),
    };

    private void Codes(List<NaiveFigure> all, Func<NaiveFigure, string> code, ICollection<string> request, int most)
    {
        if (random.Next(3) > 0)
        {
            var known = all.Select(code).Distinct().ToList();
            var asked = Enumerable.Range(0, random.Next(1, most)).Select(_ => One(known)).ToHashSet();
            asked.ToList().ForEach(request.Add);
            filters.Add(f => asked.Contains(code(f)));
        }
    }

    private void Kinds()
    {
        if (random.Next(3) == 0)
        {
            var kind = One(Enum.GetValues<Kind>()[1..]);
            Request.Kinds.Add(kind);
            filters.Add(f => f["kind"] == $"{kind}".ToLowerInvariant());
        }
    }

    private void Dimensions(List<NaiveFigure> all)
    {
        var split = all.Where(f => f["dimensions"].Length > 0).ToList();
        if (split.Count > 0 && random.Next(3) == 0)
        {
            var pair = One(One(split)["dimensions"].Split(';')).Split('=');
            var without = random.Next(3) == 0;
            Request.Dimensions.Add(new DimensionFilter { Key = pair[0], Values = { without ? [] : [pair[1]] } });
            filters.Add(f => without
                ? !f["dimensions"].Split(';').Any(d => d.StartsWith(pair[0] + "=", StringComparison.Ordinal))
                : f["dimensions"].Split(';').Contains($"{pair[0]}={pair[1]}"));
        }
    }

    private void Periods()
    {
        var (one, other) = (random.Next(2010, 2027), random.Next(2010, 2027));
        var (from, to) = (Math.Min(one, other), Math.Max(one, other));
        var (first, last) = (new DateOnly(from, 1, 1), new DateOnly(to, 12, 31));
        (string Text, Func<NaiveFigure, bool> Takes)[] forms =
        [
            ($"{from}", f => f.Days.Start >= first && f.Days.End <= new DateOnly(from, 12, 31)),
            ($"{from}..{to}", f => f.Days.Start >= first && f.Days.End <= last),
            ($"{from}..", f => f.Days.Start >= first),
            ($"from({from})", f => f.Days.Start >= first),
            ($"..{to}", f => f.Days.End <= last),
            ($"exact({from})", f => f["period"] == $"{from}"),
            ($"{from}-H1", f => f.Days.Start >= first && f.Days.End <= new DateOnly(from, 6, 30)),
        ];
        if (random.Next(4) == 0)
        {
            latest = random.Next(1, 4);
            Request.Periods.Add($"top({latest})");
            return;
        }

        if (random.Next(4) == 0)
        {
            Request.Latest = latest = random.Next(1, 4);
        }

        if (random.Next(2) == 0)
        {
            var asked = Enumerable.Range(0, random.Next(1, 3)).Select(_ => One(forms)).ToList();
            Request.Periods.AddRange(asked.Select(p => p.Text));
            filters.Add(f => asked.Exists(p => p.Takes(f)));
        }
    }

    private void Days()
    {
        var (one, other) = (Day(), Day());
        if (random.Next(3) == 0)
        {
            Request.AsOf = string.CompareOrdinal(one, other) > 0 ? one : other;
        }

        if (random.Next(4) == 0)
        {
            var after = Request.UpdatedAfter = string.CompareOrdinal(one, other) > 0 ? other : one;
            filters.Add(f => string.CompareOrdinal(f.KnownFrom, after) > 0);
        }
    }

    private void Order()
    {
        Request.Change = random.Next(2) == 0 ? Comparison.YearOnYear : Comparison.Unspecified;
        foreach (var field in SortFields.OrderBy(_ => random.Next()).Take(Math.Max(0, random.Next(-3, 4))))
        {
            Request.Sort.Add((random.Next(2) == 0 ? "-" : "") + field);
        }
    }

    private string Day() => new DateOnly(random.Next(2014, 2026), random.Next(1, 13), random.Next(1, 29)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private T One<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}

/// <summary>The change of a figure as its definition says.</summary>
internal sealed record NaiveChange(decimal Absolute, decimal? Percent, string From)
{
    public static NaiveChange? Of(NaiveFigure figure, List<NaiveFigure> all)
    {
        var period = $"{int.Parse(figure["period"][..4], CultureInfo.InvariantCulture) - 1}{figure["period"][4..]}";
        var before = all.Find(f => f.Series == figure.Series && f["kind"] == figure["kind"] && f["period"] == period);
        if (before is null || all.Exists(f => f.Series == figure.Series && f["series_break"] == "true" && f.Days.Start > before.Days.Start && f.Days.Start <= figure.Days.End))
        {
            return null;
        }

        var sameBound = figure["qualifier"] == before["qualifier"] && figure["kind"] is "target" or "norm";
        if (!sameBound && (figure.IsBound || before.IsBound))
        {
            return null;
        }

        var (now, then) = (figure.Shown.Value, before.Shown.Value);
        return new NaiveChange(now - then, then == 0 ? null : Math.Round((now - then) / Math.Abs(then) * 100, 2, MidpointRounding.ToEven), period);
    }
}
