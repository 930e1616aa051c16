using Dapper;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store.Verification;

/// <summary>Every statement of one series, those that were revised and withdrawn included.</summary>
internal static class SeriesStatements
{
    private const string Select = """
        SELECT s.series_id AS SeriesId, t.release_no AS ReleaseNo, t.period_start AS PeriodStart, t.period_end AS PeriodEnd, t.kind AS Kind, t.period AS Period,
               t.value AS Value, t.quantum AS Quantum, t.qualifier AS Qualifier, t.published_value AS PublishedValue, t.published_unit AS PublishedUnit,
               t.locator AS Locator, t.preliminary AS Preliminary, t.series_break AS SeriesBreak, t.withdraws AS Withdraws, t.note_zh AS NoteZh, t.note_en AS NoteEn
        FROM series s CROSS JOIN statement t
        WHERE t.series_id = s.series_id AND s.indicator = @indicator AND s.area = @area AND s.dimensions = @dimensions
          AND t.period_start >= @first AND t.period_end <= @last
        ORDER BY t.period_start, t.period_end, t.kind, t.release_no
        """;

    /// <summary>The statements about times inside a period, by the releases that a snapshot shows.</summary>
    public static (SeriesKey Series, List<StatementRow> Rows) Read(ReadConnection reader, Snapshot snapshot, string indicator, string area, string dimensions, Period period)
    {
        var rows = reader.Connection.Query<Row>(Select, new { indicator, area, dimensions, first = period.Start, last = period.End }).ToList();
        var unit = snapshot.IndicatorsByCode[indicator].Unit;
        var series = new SeriesKey(rows.Count > 0 ? rows[0].SeriesId : 0, indicator, area, dimensions, unit);
        return (series, rows.Where(r => snapshot.Releases.ContainsKey(r.ReleaseNo)).Select(r => r.ToStatement(snapshot.Releases[r.ReleaseNo])).ToList());
    }

    private sealed record Row
    {
        public long SeriesId { get; init; }
        public long ReleaseNo { get; init; }
        public string PeriodStart { get; init; } = "";
        public string PeriodEnd { get; init; } = "";
        public long Kind { get; init; }
        public string Period { get; init; } = "";
        public string Value { get; init; } = "";
        public string Quantum { get; init; } = "";
        public long Qualifier { get; init; }
        public string PublishedValue { get; init; } = "";
        public string PublishedUnit { get; init; } = "";
        public string Locator { get; init; } = "";
        public long Preliminary { get; init; }
        public long SeriesBreak { get; init; }
        public long Withdraws { get; init; }
        public string NoteZh { get; init; } = "";
        public string NoteEn { get; init; } = "";

        public StatementRow ToStatement(StoredRelease release) => new(
            release, PeriodStart, PeriodEnd, (Kind)Kind, Period, Value, Quantum, (Qualifier)Qualifier, PublishedValue, PublishedUnit, Locator,
            Preliminary == 1, SeriesBreak == 1, Withdraws == 1, NoteZh, NoteEn);
    }
}
