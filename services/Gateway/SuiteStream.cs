using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway;

/// <summary>
/// All figures of a selection as one stream: the streams of the services one after the other, each pinned to the version that the suite had
/// at the start. The next message is read when the reader took the one before.
/// </summary>
internal sealed class SuiteStream
{
    private readonly Suite suite;
    private readonly SuiteSelection selection;

    // What the next message has to tell beside its figures.
    private readonly List<Warning> warnings;
    private readonly List<string> unavailable;
    private bool wasAnswered;
    private bool wasSent;

    private SuiteStream(Suite suite, SuiteState state, SuiteSelection selection, VersionVector versions)
    {
        (this.suite, State, this.selection, Versions) = (suite, state, selection, versions);
        warnings = [.. selection.Warnings];
        unavailable = [.. selection.Untold.Select(s => ServiceOrder.Names[s])];
    }

    /// <summary>What the stream is made from.</summary>
    public VersionVector Versions { get; }

    /// <summary>The names of what is in it.</summary>
    public SuiteState State { get; }

    /// <summary>Codes that are unknown beside others that are known.</summary>
    public IReadOnlyList<Warning> Warnings => selection.Warnings;

    /// <summary>No selection can find more than its indicators have; what is withdrawn or revised may be beside that.</summary>
    public long MostRows => State.Catalog.Indicators
        .Where(i => selection.Of(i.Service) is { } part && (part.Indicators.Count == 0 || part.Indicators.Contains(i.Indicator.Code)))
        .Sum(i => (long)i.Indicator.ObservationCount);

    /// <summary>A stream over what is selected; nothing is read yet.</summary>
    /// <exception cref="RequestRefusedException">Something is wrong with the selection.</exception>
    /// <exception cref="UpstreamDownException">No code is known, and a service that was never seen may know one.</exception>
    public static async ValueTask<SuiteStream> OpenAsync(
        Suite suite, ObservationSelection asked, RequestFaults faults, CancellationToken cancellation)
    {
        var state = suite.Versions.Current;
        var versions = await suite.Figures.PinAsync(asked.DataVersion, state, faults, cancellation) ?? state.Versions;
        return new SuiteStream(suite, state, SuiteSelection.Read(asked, state.Catalog, faults), versions);
    }

    /// <summary>Sends everything that can be read and names the services that cannot.</summary>
    public Task CopyAsync(IServerStreamWriter<StreamObservationsResponse> reader, CancellationToken cancellation) =>
        CopyAsync(reader, isWhole: false, cancellation);

    /// <summary>Sends everything or fails: for a reader that has no place to learn what is missing.</summary>
    /// <exception cref="UpstreamDownException">A service that it needs cannot be reached.</exception>
    public Task CopyWholeAsync(IServerStreamWriter<StreamObservationsResponse> reader, CancellationToken cancellation) =>
        CopyAsync(reader, isWhole: true, cancellation);

    /// <summary>The first service that is needed and not there; null where none is.</summary>
    public int? FirstMissing() => selection.Untold.Count > 0
        ? selection.Untold.Min()
        : Enumerable.Range(0, ServiceOrder.Count).Where(s => selection.Of(s) is not null && Versions[s].Length == 0).Select(s => (int?)s)
            .FirstOrDefault();

    private async Task CopyAsync(IServerStreamWriter<StreamObservationsResponse> reader, bool isWhole, CancellationToken cancellation)
    {
        if (isWhole && FirstMissing() is { } missing)
        {
            throw new UpstreamDownException(missing);
        }

        for (var service = 0; service < ServiceOrder.Count; service++)
        {
            await CopyAsync(suite.Upstreams[service], reader, isWhole, cancellation);
        }

        await FinishAsync(reader, cancellation);
    }

    private async Task CopyAsync(
        Upstream upstream, IServerStreamWriter<StreamObservationsResponse> reader, bool isWhole, CancellationToken cancellation)
    {
        if (selection.Of(upstream.Index) is not { } part)
        {
            return;
        }

        part.DataVersion = Versions[upstream.Index];
        if (part.DataVersion.Length == 0)
        {
            unavailable.Add(upstream.Name);
            return;
        }

        var hasBegun = false;
        try
        {
            using var call = await upstream.OpenAsync(upstream.Data.StreamObservations, new StreamObservationsRequest { Selection = part }, cancellation);
            wasAnswered = true;
            while (call is not null)
            {
                hasBegun = true;
                await SendAsync(call.ResponseStream.Current, reader, cancellation);
                if (!await upstream.NextAsync(call, cancellation))
                {
                    break;
                }
            }
        }
        catch (UpstreamDownException down) when (!isWhole && !hasBegun && !down.IsBusy)
        {
            unavailable.Add(upstream.Name);
        }
    }

    private async Task SendAsync(
        StreamObservationsResponse message, IServerStreamWriter<StreamObservationsResponse> reader, CancellationToken cancellation)
    {
        if (message.Observations.Count == 0)
        {
            return;
        }

        message.DataVersion = Versions.Text;
        message.Warnings.AddRange(warnings);
        message.Unavailable.AddRange(unavailable);
        warnings.Clear();
        unavailable.Clear();
        wasSent = true;
        await reader.WriteAsync(message, cancellation);
        YoungMemory.Tidy();
    }

    private async Task FinishAsync(IServerStreamWriter<StreamObservationsResponse> reader, CancellationToken cancellation)
    {
        if (!wasAnswered && unavailable.Count > 0)
        {
            throw new UpstreamDownException(Array.IndexOf(ServiceOrder.Names, unavailable[0]));
        }

        // The services at the end did not answer, or there is no figure at all: the version is still told.
        if (!wasSent || unavailable.Count > 0)
        {
            await reader.WriteAsync(
                new StreamObservationsResponse { DataVersion = Versions.Text, Warnings = { warnings }, Unavailable = { unavailable } },
                cancellation);
        }
    }
}
