namespace Indicators.Contracts;

/// <summary>How much a request may ask for: services and the gateway hold to the same numbers, and `/v1/config` publishes them.</summary>
public static class RequestLimits
{
    /// <summary>Items of a page where nothing is said.</summary>
    public const int UsualPageSize = 100;

    /// <summary>Most items of a page.</summary>
    public const int LargestPageSize = 1000;

    /// <summary>Most values of one parameter.</summary>
    public const int MostCodes = 500;

    /// <summary>Most questions of a batch.</summary>
    public const int MostQuestions = 64;

    /// <summary>Most items of a batch, the page sizes of its questions added up.</summary>
    public const int MostBatchItems = 10_000;

    /// <summary>Most periods of each series that `latest` or `top` selects.</summary>
    public const int MostLatest = 10_000;

    /// <summary>Most figures that are passed over by number; a page token goes on from any place.</summary>
    public const int LargestOffset = 100_000;

    /// <summary>Most figures that are sorted: they are held in memory for it.</summary>
    public const int MostSorted = 10_000;

    /// <summary>Seconds between the heartbeats of a watch where nothing is said.</summary>
    public const int UsualHeartbeat = 15;

    /// <summary>Most seconds between the heartbeats of a watch.</summary>
    public const int LongestHeartbeat = 300;

    /// <summary>What figures can be sorted by.</summary>
    public static IReadOnlyList<string> SortFields { get; } = ["value", "period", "area", "indicator"];
}
