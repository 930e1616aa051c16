namespace Indicators.Rpc.Tests;

/// <summary>Waits for what nothing announces.</summary>
internal static class Steady
{
    /// <summary>The count once it has stood still for half a second.</summary>
    public static async Task<int> WaitAsync(Func<int> count)
    {
        var last = -1;
        for (var same = 0; same < 10;)
        {
            await Task.Delay(50);
            var now = count();
            same = now == last ? same + 1 : 0;
            last = now;
        }

        return last;
    }

    /// <summary>Waits until something holds; false if it does not within the time.</summary>
    public static async Task<bool> UntilAsync(Func<bool> holds, int seconds = 10)
    {
        for (var tries = 0; tries < seconds * 20; tries++)
        {
            if (holds())
            {
                return true;
            }

            await Task.Delay(50);
        }

        return holds();
    }
}
