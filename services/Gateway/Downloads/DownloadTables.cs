using System.Globalization;
using Indicators.Contracts;
using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway.Downloads;

/// <summary>The tables of the download: the columns of each, and a row of each.</summary>
internal static class DownloadTables
{
    public static readonly string[] Observations =
    [
        "indicator", "name_zh", "name_en", "service", "area", "area_zh", "area_en", "period", "period_start", "period_end", "frequency",
        "dimensions", "kind", "value",
        "unit", "qualifier", "status", "published_value", "published_unit", "release", "locator", "evidence", "known_from", "revision",
        "series_break", "note_zh", "note_en",
    ];

    public static readonly string[] Indicators =
    [
        "code", "name_zh", "name_en", "definition_zh", "definition_en", "method_zh", "method_en", "unit", "decimals", "direction",
        "service", "actual_of",
        "observation_count", "first_period", "last_period",
    ];

    public static readonly string[] Releases =
    [
        "id", "title_zh", "title_en", "issuer_zh", "issuer_en", "document_number", "issued_on", "published_on", "published_by", "url",
        "evidence", "preliminary",
        "revises", "known_from", "services", "observation_count", "register_row_count", "content_hash", "note_zh", "note_en",
    ];

    public static readonly string[] Areas = ["code", "name_zh", "name_en", "gb2260", "iso3166_2", "level", "parent", "note_zh", "note_en"];

    /// <summary>Columns that hold numbers; the others hold text.</summary>
    public static readonly HashSet<string> Numbers = ["value"];

    /// <summary>Columns that hold whole numbers.</summary>
    public static readonly HashSet<string> Counts = ["revision", "decimals", "observation_count", "register_row_count"];

    /// <summary>Columns that hold `true` or `false`.</summary>
    public static readonly HashSet<string> Flags = ["series_break", "preliminary"];

    public static string[] Row(Observation figure, Catalog catalog)
    {
        var indicator = catalog.IndicatorsByCode.GetValueOrDefault(figure.Indicator)?.Indicator;
        var area = CodeLists.Areas.GetValueOrDefault(figure.Area);
        return
        [
            figure.Indicator, indicator?.Name.Zh ?? "", indicator?.Name.En ?? "", indicator?.Service ?? "", figure.Area,
            area?.Name.Zh ?? "", area?.Name.En ?? "",
            figure.Period.Code, figure.Period.Start, figure.Period.End, $"{Enums.Frequencies.Encoded(figure.Period.Frequency)}",
            DimensionsJson.Text(figure.Dimensions),
            $"{Enums.Kinds.Encoded(figure.Kind)}", figure.Value, figure.Unit, $"{Enums.Qualifiers.Encoded(figure.Qualifier)}",
            $"{Enums.Statuses.Encoded(figure.Status)}",
            figure.PublishedValue, figure.PublishedUnit, figure.Source.ReleaseId, figure.Source.Locator,
            $"{Enums.Evidences.Encoded(figure.Source.Evidence)}",
            figure.KnownFrom, Text(figure.Revision), Text(figure.SeriesBreak), figure.Note?.Zh ?? "", figure.Note?.En ?? "",
        ];
    }

    public static string[] Row(Indicator indicator) =>
    [
        indicator.Code, indicator.Name.Zh, indicator.Name.En, indicator.Definition.Zh, indicator.Definition.En, indicator.Method?.Zh ?? "",
        indicator.Method?.En ?? "",
        indicator.Unit, Text(indicator.Decimals), $"{Enums.Directions.Encoded(indicator.Direction)}", indicator.Service, indicator.ActualOf,
        Text(indicator.ObservationCount), indicator.FirstPeriod, indicator.LastPeriod,
    ];

    public static string[] Row(Release release) =>
    [
        release.Id, release.Title.Zh, release.Title.En, release.Issuer.Zh, release.Issuer.En, release.DocumentNumber, release.IssuedOn,
        release.PublishedOn,
        release.PublishedBy, release.Url, $"{Enums.Evidences.Encoded(release.Evidence)}", Text(release.Preliminary),
        string.Join(' ', release.Revises), release.KnownFrom,
        string.Join(' ', release.Services), Text(release.ObservationCount), Text(release.RegisterRowCount), release.ContentHash,
        release.Note?.Zh ?? "", release.Note?.En ?? "",
    ];

    public static string[] Row(Area area) =>
        [area.Code, area.Name.Zh, area.Name.En, area.Gb2260, area.Iso31662, area.Level, area.Parent, area.Note?.Zh ?? "", area.Note?.En ?? ""];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(bool flag) => flag ? "true" : "false";
}
