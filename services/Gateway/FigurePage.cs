using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>A page of figures while it grows from service to service, and what it became.</summary>
internal sealed class FigurePage(SuiteState state, SuiteSelection selection, PageToken? token, VersionVector? pin)
{
    private readonly string[] used = new string[ServiceOrder.Count];
    private QueryObservationsResponse? response;
    private PageToken? next;
    private bool wasAnswered;

    /// <summary>The service that the page starts in.</summary>
    public int First => token?.Service ?? 0;

    /// <summary>Figures still to be passed over.</summary>
    public int Skip { get; set; }

    public int Count => response?.Observations.Count ?? 0;

    /// <summary>It is known what follows.</summary>
    public bool IsFull => next is not null;

    /// <summary>The newest state that the page was made with: names of everything in it.</summary>
    public SuiteState State { get; private set; } = state;

    /// <summary>The data version of the page, `-` for what did not answer.</summary>
    public VersionVector Versions { get; private set; } = VersionVector.None;

    public List<int> Missing { get; } = [];

    /// <summary>The page as gRPC answers it.</summary>
    public QueryObservationsResponse Response => response!;

    /// <summary>What to ask a service; null where it owns nothing of the selection.</summary>
    public QueryObservationsRequest? Request(int service)
    {
        if (selection.Of(service) is not { } part)
        {
            return null;
        }

        var isGoingOn = token is not null && service == First && token.Upstream.Length > 0;
        part.DataVersion = isGoingOn && !token!.IsPinned ? "" : token?.Versions[service] ?? pin?[service] ?? "";
        return new QueryObservationsRequest { Selection = part, PageToken = isGoingOn ? token!.Upstream : "" };
    }

    /// <summary>A service that is down is not waited for, and one that had no part in the pinned version has none now.</summary>
    public bool CanAsk(int service) =>
        State.Versions[service].Length > 0
            && (pin is null || pin[service].Length > 0)
            && (token is null || token.Versions[service].Length > 0);

    public void Lacks(int service) => Missing.Add(service);

    /// <summary>Adds what a service answered; with nothing left of the page it only tells that something follows.</summary>
    public async ValueTask AddAsync(
        int service, QueryObservationsResponse answer, int left, DataVersions versions, CancellationToken cancellation)
    {
        wasAnswered = true;
        Skip -= answer.Skipped;
        used[service] = answer.DataVersion;
        var isPinned = selection.Of(service)!.DataVersion.Length > 0;
        if (!isPinned && (token is null || service != First) && State.Versions[service] != answer.DataVersion)
        {
            State = await versions.CatchUpAsync(service, answer.DataVersion, cancellation);
        }

        if (answer.Observations.Any(figure => !IsKnown(figure)))
        {
            // It showed a release and was gone before the catalog could take it in; a figure without its source is not given.
            throw new UpstreamDownException(service);
        }

        if (left <= 0)
        {
            next = answer.Observations.Count > 0 ? new PageToken(service, "", isPinned, []) : null;
            return;
        }

        if (response is null)
        {
            response = answer;
        }
        else
        {
            response.Observations.AddRange(answer.Observations);
            response.Warnings.AddRange(answer.Warnings.Where(w => !response.Warnings.Contains(w)));
        }

        if (answer.NextPageToken.Length > 0)
        {
            next = new PageToken(service, answer.NextPageToken, isPinned, []);
        }
    }

    /// <summary>Nothing more is added.</summary>
    /// <param name="query">What the token of the next page is bound to.</param>
    /// <param name="offset">Figures that were to be passed over.</param>
    /// <param name="omitReleases">The reader looks the releases up itself.</param>
    /// <exception cref="UpstreamDownException">No service that was needed answered.</exception>
    public void Finish(ObservationSelection query, int offset, bool omitReleases)
    {
        if (!wasAnswered && Missing.Count > 0)
        {
            throw new UpstreamDownException(Missing[0]);
        }

        // A page that was full before it came to a service that is down says so too: the pages that follow will lack it.
        var down = Enumerable.Range(0, ServiceOrder.Count).Where(s => selection.Of(s) is not null && !CanAsk(s));
        Missing.AddRange(down.Concat(selection.Untold).Except(Missing).ToList());
        response ??= new QueryObservationsResponse();
        response.Skipped = offset - Skip;
        Versions = Vector();
        response.DataVersion = Versions.Text;
        response.NextPageToken = next is null ? "" : (next with { Versions = Later() }).Write(query);
        response.Warnings.AddRange(selection.Warnings);
        if (!omitReleases)
        {
            response.Releases.AddRange(response.Observations.SelectMany(ObservationSources.Of).Select(s => s.ReleaseId).Distinct().Select(id => State.Catalog.ReleasesById[id].Release));
        }

        response.Unavailable.Clear();
        response.Unavailable.AddRange(Missing.Order().Select(s => ServiceOrder.Names[s]));
    }

    private bool IsKnown(Observation figure) => figure.AlsoStatedBy.Count + figure.Alternatives.Count == 0
        ? State.Catalog.ReleasesById.ContainsKey(figure.Source.ReleaseId)
        : ObservationSources.Of(figure).All(source => State.Catalog.ReleasesById.ContainsKey(source.ReleaseId));

    // A page goes on from the versions that its first page was made from, asked for or not.
    private string[] Later() => [.. Enumerable.Range(0, ServiceOrder.Count).Select(Version)];

    private VersionVector Vector()
    {
        if (pin is not null)
        {
            return pin;
        }

        var vector = State.Versions;
        for (var service = 0; service < used.Length; service++)
        {
            vector = vector.With(service, Version(service));
        }

        return vector;
    }

    private string Version(int service) =>
        Missing.Contains(service) ? "" : used[service] ?? token?.Versions[service] ?? pin?[service] ?? State.Versions[service];
}
