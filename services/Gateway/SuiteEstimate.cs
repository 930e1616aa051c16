using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway;

/// <summary>How much a selection holds in all services together, and the versions that it was counted in.</summary>
internal sealed record SuiteEstimate(EstimateObservationsResponse Response, VersionVector Versions)
{
    /// <exception cref="RequestRefusedException">Something is wrong with the selection.</exception>
    /// <exception cref="UpstreamDownException">None of the services that it needs can be reached.</exception>
    public static async ValueTask<SuiteEstimate> AskAsync(
        Suite suite, QueryObservationsRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        var asked = request.Selection ?? new ObservationSelection();
        var state = suite.Versions.Current;
        suite.Figures.NotAfterToday(asked, faults);
        var token = SuiteFigures.Token(request.PageToken, asked, faults);
        var pin = token is null
            ? await suite.Figures.PinAsync(asked.DataVersion, state, faults, cancellation)
            : VersionVector.Of(token.Versions);
        var versions = pin ?? state.Versions;
        var selection = SuiteSelection.Read(asked, state.Catalog, faults);
        var needed = Enumerable.Range(0, ServiceOrder.Count).Where(service => selection.Of(service) is not null).ToList();
        var parts = await Task.WhenAll(
            needed.Select(service => AskAsync(suite, service, selection.Of(service)!, pin, versions, cancellation)));
        var missing = needed.Where((_, i) => parts[i] is null).Concat(selection.Untold).Distinct().Order().ToList();
        if (missing.Count > 0 && parts.All(p => p is null))
        {
            throw new UpstreamDownException(missing[0]);
        }

        var response = new EstimateObservationsResponse
        {
            Rows = parts.Sum(p => p?.Rows ?? 0),
            Bytes = parts.Sum(p => p?.Bytes ?? 0),
            DataVersion = versions.Text,
            Unavailable = { missing.Select(service => ServiceOrder.Names[service]) },
            Warnings = { selection.Warnings },
        };
        return new SuiteEstimate(response, versions);
    }

    private static async Task<EstimateObservationsResponse?> AskAsync(
        Suite suite, int service, ObservationSelection part, VersionVector? pin, VersionVector versions, CancellationToken cancellation)
    {
        if (versions[service].Length == 0)
        {
            return null;
        }

        part.DataVersion = pin?[service] ?? "";
        try
        {
            var request = new EstimateObservationsRequest { Selection = part };
            return await suite.Upstreams[service].CallAsync(suite.Upstreams[service].Data.EstimateObservationsAsync, request, cancellation);
        }
        catch (UpstreamDownException down) when (!down.IsBusy)
        {
            return null;
        }
    }
}
