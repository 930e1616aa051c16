namespace Indicators.Gateway.Formats;

/// <summary>
/// Bytes that a figure takes in each format, uncompressed and with all its columns: averages over the whole of the seeds (JSON-stat: one
/// cube for each indicator and kind, as most of a cube is what it says once), published so that an estimate can be checked. A test measures
/// them.
/// </summary>
internal static class RowSizes
{
    public static readonly (
        string Format, int Bytes)[] All = [("json", 1300), ("ndjson", 1300), ("csv", 700), ("xlsx", 310), ("jsonstat", 390)];

    /// <summary>Bytes of so many rows as pages of JSON.</summary>
    public static long Json(long rows) => rows * All[0].Bytes;
}
