using Google.Protobuf;

namespace Indicators.Gateway;

/// <summary>
/// A page of a list over all services while it grows from service to service; each is asked by the version that the first page was made
/// from.
/// </summary>
/// <param name="token">Token of the page before; null for the first.</param>
/// <param name="versions">Version of each service.</param>
/// <param name="size">Most items.</param>
internal sealed class SuitePage<T>(PageToken? token, VersionVector versions, int size)
{
    private readonly HashSet<int> missing = [];
    private PageToken? next;
    private bool wasAnswered;

    public List<T> Items { get; } = [];

    /// <summary>The services that may still have a part in the page, in order.</summary>
    public IEnumerable<int> Services
    {
        get
        {
            for (var service = token?.Service ?? 0; service < ServiceOrder.Count && next is null; service++)
            {
                yield return service;
            }
        }
    }

    /// <summary>The version that each service was asked by, `-` for what did not answer; once finished.</summary>
    public VersionVector Versions { get; private set; } = VersionVector.None;

    /// <summary>Services that did not answer; once finished.</summary>
    public IEnumerable<string> Unavailable => missing.Order().Select(s => ServiceOrder.Names[s]);

    public void Lacks(IEnumerable<int> services) => missing.UnionWith(services);

    /// <summary>Asks a service for what is left of the page.</summary>
    /// <param name="service">Index of the service.</param>
    /// <param name="ask">Asks it for so many items from a token on, as of a version.</param>
    public async ValueTask AddAsync(int service, Func<int, string, string, ValueTask<(IReadOnlyList<T> Items, string Next)>> ask)
    {
        // One that had no part in the first page has none now.
        if (versions[service].Length == 0)
        {
            missing.Add(service);
            return;
        }

        // A full page still has to know whether anything follows.
        var left = size - Items.Count;
        try
        {
            var (items, token) = await ask(Math.Max(left, 1), Upstream(service), versions[service]);
            wasAnswered = true;
            if (left <= 0)
            {
                next = items.Count > 0 ? new PageToken(service, "", true, []) : null;
                return;
            }

            Items.AddRange(items);
            next = token.Length > 0 ? new PageToken(service, token, true, []) : null;
        }
        catch (UpstreamDownException down) when (!down.IsBusy)
        {
            missing.Add(service);
        }
    }

    /// <summary>Nothing more is added; gives the token of the next page, "" on the last.</summary>
    /// <param name="query">What the token is bound to: the request without size and token.</param>
    /// <exception cref="UpstreamDownException">No service that was needed answered.</exception>
    public string Finish(IMessage query)
    {
        if (!wasAnswered && missing.Count > 0)
        {
            throw new UpstreamDownException(missing.First());
        }

        string[] used = [.. Enumerable.Range(0, ServiceOrder.Count).Select(s => missing.Contains(s) ? "" : versions[s])];
        Versions = missing.Count == 0 ? versions : VersionVector.Of(used);
        return next is null ? "" : (next with { Versions = used }).Write(query);
    }

    private string Upstream(int service) => service == token?.Service ? token.Upstream : "";
}
