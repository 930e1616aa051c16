using Indicators.Contracts.Encoded;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>A page of figures, as messages or as the bytes of them.</summary>
public sealed class ObservationPage
{
    private readonly IReadOnlyList<Figure> figures;
    private readonly Snapshot snapshot;

    internal ObservationPage(IReadOnlyList<Figure> figures, Snapshot snapshot, string nextPageToken, string dataVersion, IReadOnlyList<Warning> warnings)
    {
        (this.figures, this.snapshot) = (figures, snapshot);
        (NextPageToken, DataVersion, Warnings) = (nextPageToken, dataVersion, warnings);
    }

    /// <summary>The figures in page order.</summary>
    public IReadOnlyList<Observation> Observations => field ??= [.. figures.Select(f => f.Message)];

    /// <summary>Every release that they name, once.</summary>
    public IReadOnlyList<Release> Releases => field ??= [.. Named().Select(r => r.Release)];

    /// <summary>Token of the next page; "" after the last.</summary>
    public string NextPageToken { get; }

    /// <summary>What the page was made from.</summary>
    public string DataVersion { get; }

    /// <summary>Codes that are unknown, beside others that are known.</summary>
    public IReadOnlyList<Warning> Warnings { get; }

    /// <summary>Figures that the offset passed over.</summary>
    public int Skipped { get; init; }

    /// <summary>The page as it is sent.</summary>
    public EncodedPage Encode(bool omitReleases)
    {
        var page = new EncodedPage { NextPageToken = NextPageToken, DataVersion = DataVersion, Skipped = Skipped };
        page.Observations.Capacity = figures.Count;
        for (var i = 0; i < figures.Count; i++)
        {
            page.Observations.Add(figures[i].Encode());
        }

        if (!omitReleases)
        {
            page.Releases.AddRange(Named().Select(r => r.Encoded));
        }

        page.Warnings.AddRange(Warnings);
        return page;
    }

    private List<StoredRelease> Named()
    {
        var named = new List<StoredRelease>();
        var seen = new HashSet<long>();
        for (var i = 0; i < figures.Count; i++)
        {
            // Most figures have one source; only the others pay for the walk over all of them.
            if (figures[i].OnlyRelease is { } only)
            {
                Add(only);
                continue;
            }

            foreach (var release in figures[i].Releases(snapshot))
            {
                Add(release);
            }
        }

        return named;

        void Add(StoredRelease release)
        {
            if (seen.Add(release.Number))
            {
                named.Add(release);
            }
        }
    }
}
