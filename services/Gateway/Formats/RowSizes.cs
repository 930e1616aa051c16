namespace Indicators.Gateway.Formats;

/// <summary>
/// Bytes that a figure takes in each format, uncompressed and with all its columns: averages over the whole of the seeds, published so that an estimate
/// can be checked.
/// </summary>
internal static class RowSizes
{
    public static readonly (string Format, int Bytes)[] All = [("json", 1600), ("ndjson", 1600), ("csv", 800), ("xlsx", 200), ("jsonstat", 120)];

    /// <summary>Bytes of so many rows as pages of JSON.</summary>
    public static long Json(long rows) => rows * All[0].Bytes;
}
