using Grpc.Core;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway;

/// <summary>
/// All figures of a selection as one stream: the streams of the services one after the other, each pinned to the version that the suite had at the
/// start. The next message is read when the reader took the one before.
/// </summary>
internal sealed class SuiteStream(SuiteSelection selection, VersionVector versions, IServerStreamWriter<StreamObservationsResponse> reader)
{
    // What the next message has to tell beside its figures.
    private readonly List<Warning> warnings = [.. selection.Warnings];
    private readonly List<string> unavailable = [.. selection.Untold.Select(s => ServiceOrder.Names[s])];
    private bool wasAnswered;
    private bool wasSent;

    public static async Task CopyAsync(
        Suite suite, StreamObservationsRequest request, IServerStreamWriter<StreamObservationsResponse> reader, CancellationToken cancellation)
    {
        var state = suite.Versions.Current;
        var faults = new RequestFaults();
        var asked = request.Selection ?? new ObservationSelection();
        var versions = await suite.Figures.PinAsync(asked.DataVersion, state, faults, cancellation) ?? state.Versions;
        var stream = new SuiteStream(SuiteSelection.Read(asked, state.Catalog, faults), versions, reader);
        for (var service = 0; service < ServiceOrder.Count; service++)
        {
            await stream.CopyAsync(suite.Upstreams[service], cancellation);
        }

        await stream.FinishAsync(cancellation);
    }

    private async Task CopyAsync(Upstream upstream, CancellationToken cancellation)
    {
        if (selection.Of(upstream.Index) is not { } part)
        {
            return;
        }

        part.DataVersion = versions[upstream.Index];
        if (part.DataVersion.Length == 0)
        {
            unavailable.Add(upstream.Name);
            return;
        }

        try
        {
            using var call = await upstream.OpenAsync(new StreamObservationsRequest { Selection = part }, cancellation);
            wasAnswered = true;
            while (call is not null)
            {
                await SendAsync(call.ResponseStream.Current, cancellation);
                if (!await call.ResponseStream.MoveNext(cancellation))
                {
                    break;
                }
            }
        }
        catch (UpstreamDownException)
        {
            unavailable.Add(upstream.Name);
        }
    }

    private async Task SendAsync(StreamObservationsResponse message, CancellationToken cancellation)
    {
        if (message.Observations.Count == 0)
        {
            return;
        }

        message.DataVersion = versions.Text;
        message.Warnings.AddRange(warnings);
        message.Unavailable.AddRange(unavailable);
        warnings.Clear();
        unavailable.Clear();
        wasSent = true;
        await reader.WriteAsync(message, cancellation);
    }

    private async Task FinishAsync(CancellationToken cancellation)
    {
        if (!wasAnswered && unavailable.Count > 0)
        {
            throw new UpstreamDownException(Array.IndexOf(ServiceOrder.Names, unavailable[0]));
        }

        // The services at the end did not answer, or there is no figure at all: the version is still told.
        if (!wasSent || unavailable.Count > 0)
        {
            await reader.WriteAsync(new StreamObservationsResponse { DataVersion = versions.Text, Warnings = { warnings }, Unavailable = { unavailable } }, cancellation);
        }
    }
}
