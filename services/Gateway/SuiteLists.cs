using Google.Protobuf;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway;

/// <summary>
/// Pages of what the gateway holds in memory. A token names the item that its page ended with, so it stays valid after a publication: the
/// list goes on behind that item.
/// </summary>
internal static class SuiteLists
{
    /// <param name="items">All items in their order.</param>
    /// <param name="key">What names an item and never changes.</param>
    /// <param name="query">What the token is bound to: the request without size and token.</param>
    /// <param name="size">Most items.</param>
    /// <param name="token">Token of the page before, or "".</param>
    /// <param name="faults">Takes what is wrong with the token.</param>
    public static (ArraySegment<T> Items, string Next) Page<T>(
        T[] items, Func<T, string> key, IMessage query, int size, string token, RequestFaults faults)
    {
        var start = 0;
        if (SuiteFigures.Token(token, query, faults) is { } after)
        {
            start = Array.FindIndex(items, i => key(i) == after.Upstream) + 1;
            if (start == 0)
            {
                // The service that owns it was not read since this process started: going on from the top would repeat items.
                faults.Add(
                    "bad_page_token", "page_token", token, "页标记所指的条目暂不可见，请从第一页重新开始。",
                    "The item that the page token names is not known now; start again without it.");
            }
        }

        faults.ThrowIfAny();
        var count = Math.Min(size, items.Length - start);
        var more = start + count < items.Length;
        return (new(items, start, count), more ? new PageToken(0, key(items[start + count - 1]), false, []).Write(query) : "");
    }

    /// <summary>The services that do not answer now.</summary>
    public static string[] Down(SuiteState state) => [.. ServiceOrder.Names.Where((_, i) => state.Versions[i].Length == 0)];

    /// <summary>The owner of an indicator where it does not answer now.</summary>
    public static string[] Down(SuiteState state, IndicatorEntry indicator) =>
        state.Versions[indicator.Service].Length == 0 ? [ServiceOrder.Names[indicator.Service]] : [];

    /// <summary>The services that hold a part of a release and do not answer now.</summary>
    public static string[] Down(SuiteState state, ReleaseEntry release) => [.. Down(state).Where(release.Release.Services.Contains)];
}
