namespace Indicators.Gateway.Requests;

/// <summary>The parameters that several addresses share.</summary>
internal static class Parameters
{
    public const int DefaultPageSize = 100;
    public const int LargestPageSize = 1000;

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

    public static readonly Parameter PageToken = new("pageToken", "`pageToken` of the page before, with the same query; it stays valid after a publication.")
    {
        MayBeEmpty = true,
    };

    public static readonly Parameter Indicator = new("indicator", "Codes of indicators, see `/v1/indicators`.")
    {
        Many = true, Field = "indicators", Example = "national_medical_center_categories",
    };

    public static readonly Parameter Area = new("area", "Codes of areas, see `/v1/areas`.") { Many = true, Field = "areas", Example = "CN" };

    public static readonly Parameter Period =
        new("period", "Periods: `2022` is every period inside 2022, `exact(2022)` the year alone; ranges `2018..2022`, `2018..`, `..2022`.")
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

    public static readonly Parameter Latest = new("latest", "Only the newest N periods of each series and kind.") { Number = (1, 10_000), Example = "1" };

    public static readonly Parameter AsOf = new("asOf", "Only what was known at the end of this day (ISO 8601, UTC+8).") { Example = "2023-12-31" };

    public static readonly Parameter Version = new("version", "A `dataVersion` that an earlier answer gave: answers as it did then.") { Field = "data_version" };

    public static readonly Parameter[] Columns = [Lang, Labels];

    public static readonly Parameter[] Paging = [PageSize, PageToken, Lang, Labels];
}
