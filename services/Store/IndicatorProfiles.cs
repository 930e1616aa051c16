using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store;

/// <summary>Works out what the figures of one indicator are.</summary>
internal static class IndicatorProfiles
{
    public static IndicatorProfile Read(DataStore store, Snapshot snapshot, string code)
    {
        var profile = new IndicatorProfile();
        var releases = new HashSet<string>(StringComparer.Ordinal);
        var kinds = new SortedSet<Kind>();
        var values = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        Observation? previous = null;
        using var connection = store.Database.Read();
        foreach (var figure in new ObservationReader(snapshot).Read(connection, new Scan(code, ""), Selection.Everything(snapshot)))
        {
            kinds.Add(figure.Kind);
            releases.UnionWith(ObservationSources.Of(figure).Select(s => s.ReleaseId));
            profile.RevisionCount += figure.Revision;
            profile.DisputedCount += figure.Status == Status.Disputed ? 1 : 0;
            if (previous is null || previous.Area != figure.Area || !previous.Dimensions.Equals(figure.Dimensions))
            {
                profile.SeriesCount++;
                Add(values, figure.Dimensions);
            }

            previous = figure;
        }

        profile.Kinds.AddRange(kinds);
        profile.Dimensions.AddRange(values.Select(v => new DimensionFilter { Key = v.Key, Values = { v.Value } }));
        profile.ReleaseIds.AddRange(snapshot.NewestFirst.Select(r => r.Id).Where(releases.Contains));
        return profile;
    }

    private static void Add(SortedDictionary<string, SortedSet<string>> values, IEnumerable<Dimension> dimensions)
    {
        foreach (var dimension in dimensions)
        {
            if (!values.TryGetValue(dimension.Key, out var known))
            {
                values[dimension.Key] = known = new(StringComparer.Ordinal);
            }

            known.Add(dimension.Value);
        }
    }
}
