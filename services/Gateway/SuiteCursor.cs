using Google.Protobuf;
using Indicators.Contracts;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway;

/// <summary>How far a copy of the suite is: for each service the data version that it has or is being brought to, and where it stands on the way there.</summary>
internal sealed record SuiteCursor
{
    // As the hexadecimal digits of a mask; six services fit in two.
    private readonly int owed;
    private readonly string[] versions;
    private readonly string[] places;

    private SuiteCursor(string[] versions, string[] places, int owed) => (this.versions, this.places, this.owed) = (versions, places, owed);

    /// <summary>What the copy is being brought to; "" in the place of a service that nothing came from.</summary>
    public VersionVector Versions => VersionVector.Of(versions);

    /// <summary>Whether the copy holds a version of a service whole.</summary>
    public bool Has(int service, string version) => versions[service] == version && places[service].Length == 0;

    /// <summary>The cursor to go on with at a service; "" from its start.</summary>
    public string Of(int service) => places[service].Length > 0 ? places[service] : versions[service];

    /// <summary>Releases that a service has a part in were given while that part was not known: they are given again once it is.</summary>
    public bool Owes(int service) => (owed & (1 << service)) != 0;

    /// <summary>The copy on its way to a version of a service, at a place that the service told; "" where it holds it whole.</summary>
    public SuiteCursor At(int service, string version, string place = "") => new(Set(versions, service, version), Set(places, service, place), owed);

    /// <summary>The copy with the releases of a service owed, or with that made good.</summary>
    public SuiteCursor Owing(int service, bool owes = true) => new(versions, places, owes ? owed | (1 << service) : owed & ~(1 << service));

    /// <summary>The cursor as the caller gets it.</summary>
    public string Write(IMessage filter) => new PageToken(owed, "", false, [.. versions, .. places]).Write(filter);

    /// <summary>Reads a cursor that was given for a filter, or a data version; "" is nothing.</summary>
    /// <exception cref="RequestRefusedException">It is neither.</exception>
    /// <exception cref="UpstreamDownException">It is a data version that a service would have to recognise.</exception>
    public static async ValueTask<SuiteCursor> ReadAsync(string text, IMessage filter, Suite suite, CancellationToken cancellation)
    {
        var none = Enumerable.Repeat("", ServiceOrder.Count);
        if (text.Length == 0)
        {
            return new SuiteCursor([.. none], [.. none], 0);
        }

        if (PageToken.Read(text, filter) is { } token)
        {
            return new SuiteCursor(token.Versions[..ServiceOrder.Count], token.Versions[ServiceOrder.Count..], token.Service);
        }

        var faults = new RequestFaults();
        if (await suite.Figures.PinAsync(text, suite.Versions.Current, faults, cancellation) is { } pin)
        {
            return new SuiteCursor([.. Enumerable.Range(0, ServiceOrder.Count).Select(s => pin[s])], [.. none], 0);
        }

        throw Unknown(text);
    }

    /// <summary>The refusal of a cursor.</summary>
    public static RequestRefusedException Unknown(string text) => new([RequestChecks.UnknownCursor(Errors.Short(text))]);

    private static string[] Set(string[] cells, int service, string cell)
    {
        if (cells[service] == cell)
        {
            return cells;
        }

        var changed = (string[])cells.Clone();
        changed[service] = cell;
        return changed;
    }
}
