using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway;

/// <summary>
/// Targets over all services, in pages that go from service to service; each is asked by the version that the first page was made from.
/// </summary>
internal sealed class SuiteTargets
{
    private readonly ListTargetsRequest query;
    private readonly PageToken? token;
    private readonly SuiteSelection selection;
    private readonly HashSet<int> missing;
    private readonly int size;
    private PageToken? next;
    private bool wasAnswered;

    private SuiteTargets(
        ListTargetsRequest query, PageToken? token, SuiteSelection selection, SuiteState state, VersionVector versions, int size)
    {
        (this.query, this.token, this.selection, State, Versions, this.size) = (query, token, selection, state, versions, size);
        missing = [.. selection.Untold.Where(Takes)];
        Response.Warnings.AddRange(selection.Warnings);
    }

    public ListTargetsResponse Response { get; } = new();

    /// <summary>Names of everything on the page.</summary>
    public SuiteState State { get; }

    /// <summary>What the page was made from, `-` for what did not answer.</summary>
    public VersionVector Versions { get; private set; }

    /// <exception cref="RequestRefusedException">Something is wrong with the request.</exception>
    /// <exception cref="UpstreamDownException">No service that was needed answered.</exception>
    public static async ValueTask<SuiteTargets> ListAsync(
        Suite suite, ListTargetsRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        var state = suite.Versions.Current;
        var size = SuiteFigures.Size(request.PageSize, faults);
        var query = request.Clone();
        (query.PageSize, query.PageToken) = (0, "");
        var token = SuiteFigures.Token(request.PageToken, query, faults);
        var pin = token is null
            ? await suite.Figures.PinAsync(request.DataVersion, state, faults, cancellation)
            : VersionVector.Of(token.Versions);
        Check(request, faults);
        var asked = new ObservationSelection
        {
            Indicators = { request.Indicators },
            Areas = { request.Areas },
            Periods = { request.Periods },
            AsOf = request.AsOf,
        };
        var page = new SuiteTargets(query, token, SuiteSelection.Read(asked, state.Catalog, faults), state, pin ?? state.Versions, size);
        for (var service = token?.Service ?? 0; service < ServiceOrder.Count && page.next is null; service++)
        {
            await page.AddAsync(suite.Upstreams[service], cancellation);
        }

        page.Finish();
        return page;
    }

    private static void Check(ListTargetsRequest request, RequestFaults faults)
    {
        new RequestChecks(faults.Add).Defined("states", request.States);
        foreach (var unknown in request.Services.Where(s => Array.IndexOf(ServiceOrder.Names, s) < 0))
        {
            faults.Add(
                "unknown_code", "services", unknown, $"没有服务“{Errors.Short(unknown)}”。", $"There is no service `{Errors.Short(unknown)}`.",
                Nearest.To(unknown, ServiceOrder.Names));
        }
    }

    private bool Takes(int service) => query.Services.Count == 0 || query.Services.Contains(ServiceOrder.Names[service]);

    private async ValueTask AddAsync(Upstream upstream, CancellationToken cancellation)
    {
        var service = upstream.Index;
        if (!Takes(service) || selection.Of(service) is not { } part)
        {
            return;
        }

        // One that had no part in the first page has none now.
        if (Versions[service].Length == 0)
        {
            missing.Add(service);
            return;
        }

        // A full page still has to know whether anything follows.
        var left = size - Response.Targets.Count;
        var request = query.Clone();
        request.Indicators.Clear();
        request.Indicators.AddRange(part.Indicators);
        request.Areas.Clear();
        request.Areas.AddRange(part.Areas);
        request.PageSize = Math.Max(left, 1);
        request.PageToken = service == token?.Service ? token.Upstream : "";
        request.DataVersion = Versions[service];
        try
        {
            Add(await upstream.CallAsync(upstream.Data.ListTargetsAsync, request, cancellation), service, left);
        }
        catch (UpstreamDownException down) when (!down.IsBusy)
        {
            missing.Add(service);
        }
    }

    private void Add(ListTargetsResponse answer, int service, int left)
    {
        wasAnswered = true;
        Response.Day = answer.Day;
        if (left <= 0)
        {
            next = answer.Targets.Count > 0 ? new PageToken(service, "", true, []) : null;
            return;
        }

        Response.Targets.AddRange(answer.Targets);
        Response.Releases.AddRange(answer.Releases.Where(r => Response.Releases.All(known => known.Id != r.Id)));
        next = answer.NextPageToken.Length > 0 ? new PageToken(service, answer.NextPageToken, true, []) : null;
    }

    private void Finish()
    {
        if (!wasAnswered && missing.Count > 0)
        {
            throw new UpstreamDownException(missing.First());
        }

        string[] used = [.. Enumerable.Range(0, ServiceOrder.Count).Select(s => missing.Contains(s) ? "" : Versions[s])];
        foreach (var service in missing)
        {
            Versions = Versions.With(service, "");
        }

        Response.DataVersion = Versions.Text;
        Response.NextPageToken = next is null ? "" : (next with { Versions = used }).Write(query);
        Response.Unavailable.AddRange(missing.Order().Select(s => ServiceOrder.Names[s]));
    }
}
