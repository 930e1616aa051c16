using System.Globalization;

namespace Grpc.Protocol;

/// <summary>The text form of grpc-timeout: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const long MaxValue = 99_999_999;

    private static readonly (long Ticks, char Unit)[] Units =
    [
        (TimeSpan.TicksPerMillisecond, 'm'), (TimeSpan.TicksPerSecond, 'S'), (TimeSpan.TicksPerMinute, 'M'), (TimeSpan.TicksPerHour, 'H')
    ];

    public static bool TryParse(string text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > 9
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        var ticks = text[^1] switch
        {
            'n' => value / TimeSpan.NanosecondsPerTick,
            'u' => value * TimeSpan.TicksPerMicrosecond,
            'm' => value * TimeSpan.TicksPerMillisecond,
            'S' => value * TimeSpan.TicksPerSecond,
            'M' => value * TimeSpan.TicksPerMinute,
            // The largest value, 99,999,999 hours, still fits into 64 bits of ticks.
            'H' => value * TimeSpan.TicksPerHour,
            _ => -1
        };
        timeout = TimeSpan.FromTicks(ticks);
        return ticks >= 0;
    }

    /// <summary>The finest unit, from milliseconds up, that holds the time in eight digits; rounded up, never to zero.</summary>
    public static string Format(TimeSpan timeout)
    {
        foreach (var (ticks, unit) in Units)
        {
            var value = (timeout.Ticks / ticks) + (timeout.Ticks % ticks == 0 ? 0 : 1);
            if (value <= MaxValue)
            {
                return value.ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        return $"{MaxValue}H";
    }
}
