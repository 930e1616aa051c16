using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway;

/// <summary>
/// Keeps a copy of the whole suite up to date. While nothing changes it holds nothing but its cursor: the gateway knows the version of every service, and
/// only one whose version is another than that of the copy is asked, until the copy has it.
/// </summary>
internal sealed partial class SuiteWatch
{
    // A service that answers the gateway and failed a watch is asked again this soon: nothing else would tell that it is well again.
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Suite suite;
    private readonly WatchRequest filter;
    private readonly TimeSpan heartbeat;
    private readonly IServerStreamWriter<WatchResponse> reader;
    private readonly CancellationToken cancellation;

    // Services that could not be asked, or did not answer.
    private readonly SortedSet<int> down = [];
    private List<Warning> warnings;
    private SuiteCursor at;
    private WatchResponse? told;
    private SuiteState? seen;
    private bool isDue;
    private long spoke;

    private SuiteWatch(
        Suite suite, WatchRequest filter, TimeSpan heartbeat, List<Warning> warnings, SuiteCursor at, IServerStreamWriter<WatchResponse> reader,
        CancellationToken cancellation)
    {
        (this.suite, this.filter, this.heartbeat, this.warnings) = (suite, filter, heartbeat, warnings);
        (this.at, this.reader, this.cancellation, spoke) = (at, reader, cancellation, suite.Versions.Clock.GetTimestamp());
    }

    /// <summary>Follows the suite until the reader leaves or, where it asks for no more, nothing is left that can be brought.</summary>
    /// <exception cref="RequestRefusedException">Something is wrong with the request, or a service does not know the cursor.</exception>
    /// <exception cref="UpstreamDownException">The request cannot be told right from wrong without a service that does not answer.</exception>
    public static async Task FollowAsync(Suite suite, WatchRequest request, IServerStreamWriter<WatchResponse> reader, CancellationToken cancellation)
    {
        var faults = new RequestFaults();
        var heartbeat = RequestChecks.Heartbeat(request.HeartbeatSeconds, faults.Add);
        var filter = new WatchRequest { Indicators = { Sorted(request.Indicators) }, Areas = { Sorted(request.Areas) } };
        var warnings = Select(filter, suite.Versions.Current, faults).Warnings;
        var at = await SuiteCursor.ReadAsync(request.Cursor, filter, suite, cancellation);
        try
        {
            await new SuiteWatch(suite, filter, heartbeat, warnings, at, reader, cancellation).RunAsync(request.EndWhenCurrent);
        }
        catch (RpcException refused) when (Errors.Read(refused)?.Code == "unknown_cursor")
        {
            throw SuiteCursor.Unknown(request.Cursor);
        }
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> codes) => codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static SuiteSelection Select(WatchRequest filter, SuiteState state, RequestFaults faults) =>
        SuiteSelection.Read(new ObservationSelection { Indicators = { filter.Indicators }, Areas = { filter.Areas } }, state.Catalog, faults);

    private async Task RunAsync(bool endWhenCurrent)
    {
        while (true)
        {
            var change = suite.Versions.Changes.Next;
            var state = suite.Versions.Current;
            if (!ReferenceEquals(state, seen) || FailedThoughUp(state))
            {
                await BringAsync(state);
                if (change.IsCompleted)
                {
                    continue;
                }

                await TellAsync();
                seen = state;
            }
            else if (isDue && told is not null)
            {
                // As before: a thousand idle watches make no garbage to speak of.
                await WriteAsync(told);
            }

            if (endWhenCurrent)
            {
                return;
            }

            await WaitAsync(change);
        }
    }

    /// <summary>Says where the copy stands, unless the reader knows.</summary>
    private async Task TellAsync()
    {
        var message = new WatchResponse { Current = down.Count == 0 };
        Head(message);
        if (isDue || !message.Equals(told))
        {
            told = message;
            await WriteAsync(message);
        }
    }

    private async Task WaitAsync(Task change)
    {
        var left = heartbeat - suite.Versions.Clock.GetElapsedTime(spoke);
        var wait = left > Again && FailedThoughUp(suite.Versions.Current) ? Again : left;
        await suite.Versions.Changes.WaitAsync(change, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, cancellation);
        isDue = suite.Versions.Clock.GetElapsedTime(spoke) >= heartbeat;
    }

    private bool FailedThoughUp(SuiteState state) => down.Any(s => state.Versions[s].Length > 0);

    private void Head(WatchResponse message)
    {
        message.Cursor = at.Write(filter);
        message.DataVersion = at.Versions.Text;
        message.Unavailable.AddRange(down.Select(s => ServiceOrder.Names[s]));
    }

    private async Task WriteAsync(WatchResponse message)
    {
        // Only the first message has any; it is kept without them, for it is compared with what would be said next.
        var sent = message;
        if (warnings.Count > 0)
        {
            sent = new WatchResponse(message) { Warnings = { warnings } };
            warnings = [];
        }

        await reader.WriteAsync(sent, cancellation);
        isDue = false;
        spoke = suite.Versions.Clock.GetTimestamp();
    }
}
