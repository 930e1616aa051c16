using static Indicators.Contracts.RequestLimits;

namespace Indicators.Contracts;

/// <summary>What a watch may ask for.</summary>
public sealed partial class RequestChecks
{
    /// <summary>The longest silence of a watch: 15 seconds for 0, else 1 to 300.</summary>
    public static TimeSpan Heartbeat(int seconds, Action<ErrorFields> fault)
    {
        if (seconds is < 0 or > LongestHeartbeat)
        {
            var message = Text($"心跳间隔须在 1 到 {LongestHeartbeat} 秒之间。", $"A heartbeat comes every 1 to {LongestHeartbeat} seconds.");
            fault(new ErrorFields("bad_heartbeat", "heartbeat_seconds", $"{seconds}", message, seconds < 0 ? "1" : $"{LongestHeartbeat}"));
        }

        return TimeSpan.FromSeconds(seconds == 0 ? UsualHeartbeat : seconds);
    }

    /// <summary>A cursor that nobody gave, or that was given for other codes or for data that are no longer these: its copy cannot be brought up to date.</summary>
    public static ErrorFields UnknownCursor(string cursor) => new(
        "unknown_cursor",
        "cursor",
        cursor,
        Text("没有为这些代码、由这份数据给出过这个游标；请清空副本，以空游标重新开始。", "No answer for these codes from these data carried this cursor; begin anew, with an empty copy and an empty cursor."),
        "");
}
