using Indicators.Contracts;

namespace Indicators.Gateway.Requests;

/// <summary>The parameters that several addresses share.</summary>
internal static class Parameters
{
    public const int DefaultPageSize = RequestLimits.UsualPageSize;
    public const int LargestPageSize = RequestLimits.LargestPageSize;

    public static readonly Parameter Lang = new("lang", "Language of names and texts: both side by side (`both`), Chinese or English.")
    {
        Choices = ["both", "zh", "en"], Example = "both",
    };

    public static readonly Parameter Labels = new("labels", "Codes with their names (`both`), codes alone, or texts in place of codes.")
    {
        Choices = ["both", "codes", "texts"], Example = "both",
    };

    public static readonly Parameter PageSize = new("pageSize", "Most items on a page, 1 to 1,000; 100 unless said.")
    {
        Number = (1, LargestPageSize), Example = "10",
    };

    public static readonly Parameter PageToken = new(
        "pageToken", "`pageToken` of the page before, with the same query; it stays valid after a publication.")
    {
        MayBeEmpty = true,
    };

    public static readonly Parameter Indicator = new("indicator", "Codes of indicators, see `/v1/indicators`.")
    {
        Many = true, Field = "indicators", Example = "national_medical_center_categories",
    };

    public static readonly Parameter Area = new("area", "Codes of areas, see `/v1/areas`.")
    {
        Many = true,
        Field = "areas",
        Example = "CN",
    };

    public static readonly Parameter Period =
        new("period", "Periods: `2022` is every period inside 2022, `exact(2022)` the year alone; ranges `2018..2022`, `2018..`, `from(2018)`, `..2022`; `top(3)` alone is `latest=3`.")
        {
            Many = true, Field = "periods", Example = "2018..2023",
        };

    public static readonly Parameter Dimension =
        new("dimension.", "Values of one dimension, such as `dimension.tier=national`; empty: figures without this dimension.")
        {
            Many = true, Family = true, MayBeEmpty = true, Field = "dimensions", Example = "national",
        };

    public static readonly Parameter Kind = new("kind", "What the figure states.")
    {
        Many = true, Choices = ["actual", "target", "norm", "derived"], Field = "kinds", Example = "actual",
    };

    public static readonly Parameter Latest = new("latest", "Only the newest N periods of each series and kind.")
    {
        Number = (1, RequestLimits.MostLatest),
        Example = "1",
    };

    public static readonly Parameter AsOf = new("asOf", "Only what was known at the end of this day (ISO 8601, UTC+8).")
    {
        Example = "2023-12-31",
    };

    public static readonly Parameter Version = new("version", "A `dataVersion` that an earlier answer gave: answers as it did then.")
    {
        Field = "data_version",
    };

    public static readonly Parameter UpdatedAfter =
        new(
            "updatedAfter",
            "Only figures whose shown statement became known after this day (ISO 8601, UTC+8); no later than `asOf` or today.")
        {
            Example = "2023-12-31",
        };

    public static readonly Parameter Change =
        new("change", "`yoy`: `change`, `changePercent` (two digits, halves to the even one) and `changeFrom` against the same series and kind one year before; null across a marked break, between bounds such as more than 1,400, and without that year.")
        {
            Choices = ["yoy"], Example = "yoy",
        };

    public static readonly Parameter Sort =
        new("sort", "Order by `value`, `period`, `area`, `indicator`, the first counting most, `-` before one for descending; within one service, 10,000 figures at most.")
        {
            Ordered = true, Example = "-period,area",
        };

    public static readonly Parameter Estimate = new(
        "estimate", "`true`: how many rows and bytes the selection holds at most, in place of the data.")
    {
        Choices = ["true", "false"], Example = "false",
    };

    public static readonly Parameter Limit = new("limit", "The same as `pageSize`.") { Number = (1, LargestPageSize), Example = "10" };

    public static readonly Parameter Offset = new(
        "offset", "Items to pass over, for tools that page by number; at most 100,000 and not with `pageToken`.")
    {
        Number = (0, RequestLimits.LargestOffset), Example = "0",
    };

    public static readonly Parameter Page = new(
        "page", "Number of the page, from 1, for tools that page by number; not with `pageToken` or `offset`.")
    {
        Number = (1, RequestLimits.LargestOffset + 1), Example = "1",
    };

    /// <summary>Paging by number, beside <see cref="Paging"/>.</summary>
    public static readonly Parameter[] Numbering = [Limit, Offset, Page];

    public static readonly Parameter Format = new(
        "format", "How the answer is written; without it Accept decides. Files give the whole selection, JSON comes in pages.")
    {
        Choices = Formats.Format.Names, IsNegotiated = true, Example = "json",
    };

    public static readonly Parameter Fields = new("fields", "Only these fields, in this order: members of an item or columns of the CSV.")
    {
        Ordered = true, Example = "indicator,period,value",
    };

    public static readonly Parameter Bom = new("bom", "`true`: the CSV starts with a byte order mark, by which spreadsheets know UTF-8.")
    {
        Choices = ["true", "false"],
    };

    public static readonly Parameter Delimiter = new("delimiter", "What stands between the cells of a CSV.")
    {
        Choices = ["comma", "semicolon", "tab"],
    };

    /// <summary>How figures are written.</summary>
    public static readonly Parameter[] Writing = [Format, Fields, Bom, Delimiter];

    public static readonly Parameter FromVersion = new("fromVersion", "In place of `from`: a `dataVersion` that an earlier answer gave.");

    public static readonly Parameter ToVersion = new("toVersion", "In place of `to`: a `dataVersion` that an earlier answer gave.");

    public static readonly Parameter[] Columns = [Lang, Labels];

    public static readonly Parameter[] Paging = [PageSize, PageToken, Lang, Labels];
}
