using Indicators.Types.V1;
using Microsoft.Data.Sqlite;

namespace Indicators.Store.Figures;

/// <summary>Walks statements in page order and gives those of one figure together: of one series, period and kind.</summary>
internal sealed class StatementGroups(Snapshot snapshot)
{
    /// <summary>
    /// The statements that a data version holds, whatever day they are known from. Reads lazily, and each list is valid until the next is asked for.
    /// </summary>
    /// <param name="command">A walk with the columns of <see cref="Scan"/>, its parameters set.</param>
    /// <param name="selection">What to take of it.</param>
    /// <param name="after">Figures of its series up to this place are passed over.</param>
    public IEnumerable<(SeriesKey Series, List<StatementRow> Statements)> Read(SqliteCommand command, Selection selection, Position? after = null)
    {
        using var rows = command.ExecuteReader();
        SeriesKey? series = null;
        var taken = false;
        var skipping = false;
        var group = new List<StatementRow>();
        while (rows.Read())
        {
            var row = new SqliteRow(rows.Handle!);
            var seriesId = row.Long(0);
            if (series is null || series.Id != seriesId)
            {
                if (group.Count > 0)
                {
                    yield return (series!, group);
                    group.Clear();
                }

                series = ReadSeries(row, seriesId);
                taken = selection.Takes(series.Dimensions);
                skipping = after is not null && series.IsAt(after);
            }

            if (!taken || !snapshot.Releases.TryGetValue(row.Long(7), out var release) || release.Sequence > selection.Sequence)
            {
                continue;
            }

            var statement = new StatementRow(release, row);
            if ((skipping && !after!.IsBefore(statement.PeriodStart, statement.PeriodEnd, (int)statement.Kind)) || !selection.Takes(statement))
            {
                continue;
            }

            if (group.Count > 0 && !group[0].IsOfSameFigure(statement))
            {
                yield return (series, group);
                group.Clear();
            }

            group.Add(statement);
        }

        if (group.Count > 0)
        {
            yield return (series!, group);
        }
    }

    private SeriesKey ReadSeries(SqliteRow row, long id)
    {
        var indicator = row.Text(1);
        var unit = snapshot.IndicatorsByCode.TryGetValue(indicator, out var definition) ? definition.Unit : "";
        return new SeriesKey(id, indicator, row.Text(2), row.Text(3), unit);
    }
}
