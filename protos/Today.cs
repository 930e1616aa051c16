using System.Globalization;

namespace Indicators.Contracts;

/// <summary>The day that it is where the figures come from.</summary>
public static class Today
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>Today in UTC+8, ISO 8601.</summary>
    public static string Of(TimeProvider clock) => clock.GetUtcNow().ToOffset(China).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
