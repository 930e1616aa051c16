using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Requests;

/// <summary>Last-Modified and what asks by it: the time of the newest stored change, for the readers that know no entity tags.</summary>
internal static class Freshness
{
    // Another build may write the same data in other bytes.
    private static readonly DateTimeOffset Built = File.GetLastWriteTimeUtc(typeof(Freshness).Assembly.Location);

    /// <summary>
    /// The header; empty within the second of the change, for HTTP counts in seconds and a second change in it would not be seen.
    /// </summary>
    public static StringValues LastModified(SuiteState state, DateTimeOffset now) =>
        state.Changed is { } changed && now.ToUnixTimeSeconds() > changed.Second ? changed.Header : default(StringValues);

    /// <summary>
    /// Whether a second change would be told from the last one by its time: not within its second. A service whose clock is ahead leaves the
    /// header out for as long, and no more.
    /// </summary>
    public static bool IsSettled(SuiteState state, DateTimeOffset now) => state.Changed is { } changed && now.ToUnixTimeSeconds() != changed.Second;

    /// <summary>Whether the reader holds the answer: by its tag where it names one, else by its time, as RFC 9110 orders them.</summary>
    public static bool IsHeld(IHeaderDictionary asked, StringValues tag, StringValues lastModified) => asked.IfNoneMatch.Count > 0
        ? AnswerWriter.Matches(asked.IfNoneMatch, tag!)
        : asked.IfModifiedSince.Count > 0
            && Read(asked.IfModifiedSince) is { } since
            && Read(lastModified) is { } modified
            && modified <= since;

    /// <summary>The time of the newest stored change, or of this build where that is later; null where no change is known.</summary>
    public static Changed? Changed(string changedAt)
    {
        if (!DateTimeOffset.TryParse(changedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var changed))
        {
            return null;
        }

        var last = changed > Built ? changed : Built;
        return new Changed(last.ToUnixTimeSeconds(), last.ToString("R", CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset? Read(StringValues date) =>
        DateTimeOffset.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read : null;
}

/// <summary>When the data changed.</summary>
/// <param name="Second">Seconds since 1970, UTC.</param>
/// <param name="Header">As HTTP writes it.</param>
internal sealed record Changed(long Second, string Header);
