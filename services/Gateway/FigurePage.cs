using Google.Protobuf;
using Indicators.Contracts.Encoded;
using Indicators.Data.V1;
using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway;

/// <summary>A page of figures while it grows from service to service, and what it became.</summary>
internal sealed class FigurePage(SuiteState state, SuiteSelection selection, PageToken? token, VersionVector? pin)
{
    private const int FewFigures = 100;

    private readonly string[] used = new string[ServiceOrder.Count];
    private readonly List<KnownFigure> figures = [];
    private EncodedPage? encoded;
    private PageToken? next;
    private bool wasAnswered;

    /// <summary>The service that the page starts in.</summary>
    public int First => token?.Service ?? 0;

    /// <summary>Figures still to be passed over.</summary>
    public int Skip { get; set; }

    public int Count => figures.Count;

    /// <summary>It is known what follows.</summary>
    public bool IsFull => next is not null;

    /// <summary>The newest state that the page was made with: names of everything in it.</summary>
    public SuiteState State { get; private set; } = state;

    /// <summary>The data version of the page, `-` for what did not answer.</summary>
    public VersionVector Versions { get; private set; } = VersionVector.None;

    public List<int> Missing { get; } = [];

    /// <summary>The page as gRPC answers it.</summary>
    public EncodedPage Encoded => encoded!;

    /// <summary>The page as messages, for who looks into its figures.</summary>
    public QueryObservationsResponse Response => field ??= new()
    {
        Observations = { figures.Select(f => f.Message) },
        Releases = { encoded!.Releases.Select(Release.Parser.ParseFrom) },
        NextPageToken = encoded.NextPageToken,
        DataVersion = encoded.DataVersion,
        Warnings = { encoded.Warnings },
        Unavailable = { encoded.Unavailable },
        Skipped = encoded.Skipped,
    };

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
        int service, EncodedPage answer, int left, DataVersions versions, CancellationToken cancellation)
    {
        wasAnswered = true;
        Skip -= answer.Skipped;
        used[service] = answer.DataVersion;
        var isPinned = selection.Of(service)!.DataVersion.Length > 0;
        if (!isPinned && (token is null || service != First) && State.Versions[service] != answer.DataVersion)
        {
            State = await versions.CatchUpAsync(service, answer.DataVersion, cancellation);

            // Rows are written with the names of the newest catalog, which holds all that the one before it held.
            for (var i = 0; i < figures.Count; i++)
            {
                figures[i] = State.Catalog.Figures.Of(figures[i].Bytes, figures[i].IsKept) ?? figures[i];
            }
        }

        var before = figures.Count;
        foreach (var figure in answer.Observations)
        {
            if (State.Catalog.Figures.Of(figure, answer.Observations.Count <= FewFigures) is not { } known)
            {
                // It showed a release and was gone before the catalog could take it in; a figure without its source is not given.
                figures.RemoveRange(before, figures.Count - before);
                throw new UpstreamDownException(service);
            }

            figures.Add(known);
        }

        if (left <= 0)
        {
            next = figures.Count > before ? new PageToken(service, "", isPinned, []) : null;
            figures.RemoveRange(before, figures.Count - before);
            return;
        }

        if (encoded is null)
        {
            encoded = answer;
        }
        else
        {
            encoded.Observations.AddRange(answer.Observations);
            encoded.Warnings.AddRange(answer.Warnings.Where(w => !encoded.Warnings.Contains(w)));
        }

        if (answer.NextPageToken.Length > 0)
        {
            next = new PageToken(service, answer.NextPageToken, isPinned, []);
        }
    }

    /// <summary>Writes the figures as objects of JSON.</summary>
    public void Write(RowWriter rows)
    {
        var known = State.Catalog.Figures;
        for (var i = 0; i < figures.Count; i++)
        {
            known.Write(rows, figures[i]);
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
        encoded ??= new EncodedPage();
        encoded.Skipped = offset - Skip;
        Versions = Vector();
        encoded.DataVersion = Versions.Text;
        encoded.NextPageToken = next is null ? "" : (next with { Versions = Later() }).Write(query);
        encoded.Warnings.AddRange(selection.Warnings);
        if (!omitReleases)
        {
            encoded.Releases.AddRange(figures.SelectMany(f => f.Releases).Distinct().Select(r => r.Encoded));
        }

        encoded.Unavailable.Clear();
        encoded.Unavailable.AddRange(Missing.Order().Select(s => ServiceOrder.Names[s]));
    }

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
