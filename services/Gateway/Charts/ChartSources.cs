using Indicators.Types.V1;

namespace Indicators.Gateway.Charts;

/// <summary>The lines below a picture that say where its figures come from and of when they are.</summary>
internal static class ChartSources
{
    /// <summary>The newest document by issuer, title, number and date, and how many more there are; then the periods and the day of publication.</summary>
    public static IEnumerable<string> Lines(ChartContext context, IReadOnlyList<Observation> shown)
    {
        if (shown.Count == 0)
        {
            yield break;
        }

        var words = context.Words;
        var ids = shown.OrderByDescending(o => o.Period.End, StringComparer.Ordinal).ThenByDescending(o => o.KnownFrom, StringComparer.Ordinal).Select(o => o.Source.ReleaseId).Distinct().ToList();
        var more = ids.Count - 1;
        yield return words.Of($"来源：{Name(context.Figures.Texts.Release(ids[0]), words)}", $"Source: {Name(context.Figures.Texts.Release(ids[0]), words)}")
            + (more > 0 ? words.Of($"；另有{more}份文件", $"; and {more} more document{(more > 1 ? "s" : "")}") : "");
        yield return Dates(context, shown);
    }

    private static string Dates(ChartContext context, IReadOnlyList<Observation> shown)
    {
        var (words, asOf) = (context.Words, context.Request.Selection.AsOf);
        var (first, last) = (shown.MinBy(o => o.Period.Start, StringComparer.Ordinal)!.Period.Code, shown.MaxBy(o => o.Period.End, StringComparer.Ordinal)!.Period.Code);
        var known = shown.Max(o => o.KnownFrom, StringComparer.Ordinal) ?? "";
        var periods = first == last ? words.Period(last) : words.Of($"{words.Period(first)}至{words.Period(last)}", $"{words.Period(first)} to {words.Period(last)}");
        var until = asOf.Length > 0 ? words.Of($"按{asOf}所知", $"as known on {asOf}") : known.Length > 0 ? words.Of($"最近发布：{known}", $"last published {known}") : "";
        return words.Of($"数据日期：{periods}", $"Date of the data: {periods}") + (until.Length > 0 ? words.Of("；", "; ") + until : "");
    }

    private static string Name(Release release, ChartWords words)
    {
        var (issuer, title) = (words.Of(release.Issuer), words.Of(release.Title));
        var date = release.IssuedOn.Length > 0 ? release.IssuedOn : release.PublishedOn;
        var name = title.Length == 0 ? release.Id : words.IsChinese && !title.Contains('《', StringComparison.Ordinal) ? $"《{title}》" : title;
        var number = release.DocumentNumber.Length == 0 ? "" : words.Of($"（{release.DocumentNumber}）", $" ({release.DocumentNumber})");
        return string.Join(words.Of("，", ", "), new[] { issuer, name + number, date }.Where(t => t.Length > 0));
    }

    private static string? Max(this IReadOnlyList<Observation> figures, Func<Observation, string> of, StringComparer order) =>
        figures.Select(of).Where(t => t.Length > 0).OrderDescending(order).FirstOrDefault();
}
