using Dapper;
using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Store.Registers;

/// <summary>Reads registers. They are lists of tens of rows, so a page is cut from the whole list.</summary>
public sealed class RegisterQueries(DataStore store)
{
    /// <summary>The rows that are shown, one for each id (the one known last), in order of their ids.</summary>
    /// <param name="sql">A constant SELECT that names every column of <typeparamref name="T"/> and those of <see cref="RegisterRow.Columns"/>.</param>
    /// <param name="view">What to read as of; take it from <see cref="View"/>.</param>
    public IReadOnlyList<T> Shown<T>(string sql, RegisterView view)
        where T : RegisterRow
    {
        using var reader = store.Database.Read();
        var newest = new Dictionary<string, (T Row, StoredRelease Release)>(StringComparer.Ordinal);
        foreach (var row in reader.Connection.Query<T>(sql, buffered: false))
        {
            if (view.Snapshot.Releases.TryGetValue(row.ReleaseNo, out var release) && release.Sequence <= view.Sequence
                && (!newest.TryGetValue(row.RowId, out var other) || IsLater(release, other.Release)))
            {
                row.Source = new() { ReleaseId = release.Release.Id, Locator = row.Locator, Evidence = release.Release.Evidence };
                newest[row.RowId] = (row, release);
            }
        }

        return newest.Values.Select(n => n.Row).OrderBy(r => r.RowId, StringComparer.Ordinal).ToList();
    }

    /// <summary>What a request reads as of: the newest data, or what its page token is pinned to.</summary>
    /// <param name="query">What makes the query what it is, all but its page: the name of the RPC and its filters.</param>
    /// <param name="pageToken">Token of the request.</param>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT where the token is none of ours, or of another query.</exception>
    public RegisterView View(IEnumerable<string> query, string pageToken)
    {
        var snapshot = store.Current;
        var key = PageToken.QueryKey(query);
        if (pageToken.Length == 0)
        {
            return new RegisterView(snapshot, snapshot.Sequence, key, 0);
        }

        var (sequence, position) = PageToken.Read(pageToken, key, 1, snapshot.Sequence);
        return new RegisterView(snapshot, sequence, key, int.Parse(position[0]));
    }

    /// <summary>The newest data, for a request without pages.</summary>
    public RegisterView View()
    {
        var snapshot = store.Current;
        return new(snapshot, snapshot.Sequence, "", 0);
    }

    /// <summary>Cuts a page out of ordered items.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT where the page size is negative or above 1,000.</exception>
    public static RegisterPage<T> Page<T>(RegisterView view, IReadOnlyList<T> items, int pageSize, Func<T, IEnumerable<Source>> sources)
    {
        var size = PageToken.Size(pageSize);
        var page = items.Skip(view.Offset).Take(size).ToList();
        var next = view.Offset + page.Count < items.Count ? PageToken.Write(view.QueryKey, view.Sequence, $"{view.Offset + page.Count}") : "";
        return new RegisterPage<T>(page, view.Releases(page.SelectMany(sources)), next, view.DataVersion);
    }

    /// <summary>The row of an id.</summary>
    /// <exception cref="Grpc.Core.RpcException">NOT_FOUND with the nearest id.</exception>
    public static T Find<T>(IEnumerable<T> rows, Func<T, string> id, string wanted)
    {
        var all = rows.ToList();
        var at = all.FindIndex(row => id(row) == wanted);
        return at >= 0 ? all[at] : throw Errors.NotFound("id", wanted, Nearest.To(wanted, all.Select(id)));
    }

    private static bool IsLater(StoredRelease a, StoredRelease b)
    {
        var order = string.CompareOrdinal(a.Release.KnownFrom, b.Release.KnownFrom);
        return order > 0 || (order == 0 && a.Sequence > b.Sequence);
    }
}

/// <summary>What a request for register rows reads as of.</summary>
public sealed class RegisterView
{
    internal RegisterView(Snapshot snapshot, long sequence, string queryKey, int offset) =>
        (Snapshot, Sequence, QueryKey, Offset) = (snapshot, sequence, queryKey, offset);

    /// <summary>Data version that the answer carries.</summary>
    public string DataVersion => Snapshot.Versions[(int)Sequence];

    internal Snapshot Snapshot { get; }

    internal long Sequence { get; }

    internal string QueryKey { get; }

    internal int Offset { get; }

    /// <summary>The releases that sources name, once each.</summary>
    public IReadOnlyList<Release> Releases(IEnumerable<Source> sources) =>
        sources.Select(s => s.ReleaseId).Distinct(StringComparer.Ordinal).Select(id => Snapshot.ReleasesById[id].Release).ToList();
}

/// <summary>A page of a register.</summary>
/// <param name="Items">The items in their order.</param>
/// <param name="Releases">Every release that they name, once.</param>
/// <param name="NextPageToken">Token of the next page; "" after the last.</param>
/// <param name="DataVersion">What the page was made from.</param>
public sealed record RegisterPage<T>(IReadOnlyList<T> Items, IReadOnlyList<Release> Releases, string NextPageToken, string DataVersion);
