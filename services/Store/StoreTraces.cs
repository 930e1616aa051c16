using System.Diagnostics;

namespace Indicators.Store;

/// <summary>Spans of reads: which query asked and how many rows it took, never a value.</summary>
internal static class StoreTraces
{
    private static readonly ActivitySource Source = new("Indicators.Store");

    /// <summary>Begins the span of a read that belongs to a request; null where nobody traces that.</summary>
    /// <param name="file">Source file of the query.</param>
    /// <param name="member">Method of the query.</param>
    public static Activity? Begin(string file, string member) => !Source.HasListeners() || Activity.Current is null
        ? null
        : Source.StartActivity($"{Path.GetFileNameWithoutExtension(file)}.{member}", ActivityKind.Client)?.SetTag("db.system.name", "sqlite");

    /// <summary>Says how many rows a read took.</summary>
    public static void Took(this ReadConnection reader, int rows) => reader.Span?.SetTag("db.response.returned_rows", rows);
}
