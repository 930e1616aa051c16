using System.Globalization;
using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Gateway.Citations;

/// <summary>What every style of citation is written from.</summary>
/// <param name="Figures">What is cited.</param>
/// <param name="Address">Permanent address.</param>
/// <param name="Accessed">Day of asking, UTC+8.</param>
internal sealed record Citation(CitedFigures Figures, string Address, DateOnly Accessed)
{
    private const int MostNames = 3;

    /// <summary>Name of the suite in zh and en.</summary>
    public static readonly LocalizedText Suite = new() { Zh = "卫生指标", En = "Indicators" };

    /// <summary>A figure of one document is cited as that document.</summary>
    public Release? Document => Figures.Only is not null ? Figures.Releases.FirstOrDefault()?.Release : null;

    /// <summary>Key of BibTeX and CSL-JSON: the same for the same figures.</summary>
    public string Key => $"indicators-{Figures.Hash[..12]}";

    /// <summary>The issuers, each once, of the newest release first.</summary>
    public IReadOnlyList<LocalizedText> Authors =>
        [.. Figures.Releases.Select(r => r.Release.Issuer).Where(i => i is not null).DistinctBy(i => i.Zh)];

    /// <summary>Year, month and day of the newest document as far as they are known.</summary>
    public int[] Date =>
        Figures.Releases.Select(r => DateOf(r.Release)).Where(d => d.Length > 0)
            .MaxBy(d => string.Join('-', d.Select(p => $"{p:D4}"))) ?? [];

    public string TitleZh => Document?.Title.Zh ?? $"{Suite.Zh}{(Names(i => i.Zh) is { Length: > 0 } names ? "：" + names : "")}";

    public string TitleEn => Document?.Title.En ?? $"{Suite.En}{(Names(i => i.En) is { Length: > 0 } names ? ": " + names : "")}";

    public string Version => Figures.Versions.Text;

    /// <summary>Which figure of the document, in words; "" for a query.</summary>
    public string FigureZh =>
        Figures.Only is { } only ? $"{Figures.Indicators[0].Indicator.Name.Zh}，{AreaOf(only)?.Zh ?? only.Area}，{only.Period.Code}" : "";

    public string FigureEn =>
        Figures.Only is { } only ? $"{Figures.Indicators[0].Indicator.Name.En}, {AreaOf(only)?.En ?? only.Area}, {only.Period.Code}" : "";

    /// <summary>A date as its parts, `2023-04` being 2023 and 4.</summary>
    private static int[] DateOf(Release release) =>
        [.. (release.PublishedOn.Length > 0 ? release.PublishedOn : release.IssuedOn).Split('-', StringSplitOptions.RemoveEmptyEntries).Select(p => int.Parse(p, CultureInfo.InvariantCulture))];

    private static LocalizedText? AreaOf(Observation figure) => CodeLists.Areas.GetValueOrDefault(figure.Area)?.Name;

    private string Names(Func<LocalizedText, string> language)
    {
        var (names, more) = (
            Figures.Indicators.Take(MostNames).Select(i => language(i.Indicator.Name)), Figures.Indicators.Count - MostNames);
        var isZh = ReferenceEquals(language(Suite), Suite.Zh);
        var listed = string.Join(isZh ? "、" : ", ", names);
        return more <= 0 ? listed : isZh ? $"{listed}等{Figures.Indicators.Count}项" : $"{listed} and {more} more";
    }
}
