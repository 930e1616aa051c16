using Dapper;
using Indicators.Contracts;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store;

/// <summary>What each indicator has figures of: how many, from when to when, in which areas and for what lengths of period; in one walk over their keys.</summary>
internal static class FigureCounts
{
    private const string TouchedSql =
        "SELECT DISTINCT s.indicator FROM statement t JOIN series s ON s.series_id = t.series_id WHERE t.release_no IN (SELECT value FROM json_each(@releases))";

    /// <summary>
    /// Sets the counts of a snapshot's indicators. Where one came before, only what was published since is counted again: counting ten million figures
    /// takes seconds, and readers wait for a publication.
    /// </summary>
    public static void Read(ReadConnection reader, Snapshot snapshot, Snapshot? before)
    {
        if (before is null)
        {
            Count(reader, snapshot, Scan.All);
            return;
        }

        var releases = snapshot.Releases.Values.Where(r => !before.ReleasesById.ContainsKey(r.Release.Id)).Select(r => r.Number);
        var touched = Touched(reader, releases);
        foreach (var indicator in snapshot.Indicators)
        {
            if (touched.Contains(indicator.Code))
            {
                Count(reader, snapshot, new Scan(indicator.Code, ""));
            }
            else if (before.IndicatorsByCode.TryGetValue(indicator.Code, out var known))
            {
                (indicator.ObservationCount, indicator.FirstPeriod, indicator.LastPeriod) = (known.ObservationCount, known.FirstPeriod, known.LastPeriod);
                indicator.Areas.AddRange(known.Areas);
                indicator.Frequencies.AddRange(known.Frequencies);
            }
        }
    }

    /// <summary>The indicators that releases state figures of.</summary>
    public static HashSet<string> Touched(ReadConnection reader, IEnumerable<long> releases) =>
        reader.Connection.Query<string>(TouchedSql, new { releases = $"[{string.Join(',', releases)}]" }).ToHashSet(StringComparer.Ordinal);

    private static void Count(ReadConnection reader, Snapshot snapshot, Scan scan)
    {
        Indicator? indicator = null;
        foreach (var key in new FigureKeys(snapshot).Read(reader, scan, Selection.Everything(snapshot)))
        {
            if (indicator?.Code != key.Indicator)
            {
                indicator = snapshot.IndicatorsByCode.GetValueOrDefault(key.Indicator);
            }

            if (indicator is not null)
            {
                Add(indicator, key);
            }
        }
    }

    private static void Add(Indicator indicator, FigureKey key)
    {
        indicator.ObservationCount++;
        if (indicator.Areas.Count == 0 || indicator.Areas[^1] != key.Area)
        {
            indicator.Areas.Add(key.Area);
        }

        if (indicator.FirstPeriod.Length == 0 || string.CompareOrdinal(key.Period, indicator.FirstPeriod) < 0)
        {
            indicator.FirstPeriod = key.Period;
        }

        if (string.CompareOrdinal(key.Period, indicator.LastPeriod) > 0)
        {
            indicator.LastPeriod = key.Period;
        }

        var frequency = Periods.FrequencyOf(key.Period);
        var place = 0;
        while (place < indicator.Frequencies.Count && indicator.Frequencies[place] < frequency)
        {
            place++;
        }

        if (place == indicator.Frequencies.Count || indicator.Frequencies[place] != frequency)
        {
            indicator.Frequencies.Insert(place, frequency);
        }
    }
}
