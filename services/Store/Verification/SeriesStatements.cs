using Indicators.Contracts;
using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store.Verification;

/// <summary>Every statement of one series, those that were revised and withdrawn included.</summary>
internal static class SeriesStatements
{
    /// <summary>The statements about times inside a period, by the releases that a snapshot shows.</summary>
    public static (SeriesKey Series, List<StatementRow> Rows) Read(ReadConnection reader, Snapshot snapshot, string indicator, string area, string dimensions, Period period)
    {
        var scan = new Scan(indicator, area, dimensions);
        var selection = new Selection(snapshot.Sequence, "", [scan], [new PeriodRange(period.Start, period.End, "")], [], Kinds: 0, Latest: 0);
        var series = new SeriesKey(0, indicator, area, dimensions, snapshot.IndicatorsByCode[indicator].Unit);
        var rows = new List<StatementRow>();
        foreach (var group in new StatementGroups(snapshot).Read(scan.Prepare(reader, selection, null), selection))
        {
            series = group.Series;
            rows.AddRange(group.Statements);
        }

        return (series, rows);
    }
}
