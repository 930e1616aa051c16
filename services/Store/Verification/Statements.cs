using Indicators.Store.Figures;
using Indicators.Types.V1;

namespace Indicators.Store.Verification;

/// <summary>All statements of one figure, told apart by what became of them.</summary>
internal sealed class Statements
{
    public Statements(SeriesKey series, List<StatementRow> rows)
    {
        (Rows, Unit) = (rows, series.Unit);
        Figure = Derivation.Derive(series, rows);
        var standing = Figure is null ? [] : Figure.AlsoStatedBy.Select(s => s.ReleaseId).Append(Figure.Source.ReleaseId).ToHashSet(StringComparer.Ordinal);
        var others = Figure is null ? [] : Figure.Alternatives.Select(a => a.Source.ReleaseId).ToHashSet(StringComparer.Ordinal);
        Shown = rows.Find(r => r.Release.Release.Id == Figure?.Source.ReleaseId);
        Agreeing = rows.FindAll(r => !r.Withdraws && standing.Contains(r.Release.Release.Id));
        Disagreeing = rows.FindAll(r => !r.Withdraws && others.Contains(r.Release.Release.Id));
        Replaced = rows.FindAll(r => !r.Withdraws && !Agreeing.Contains(r) && !Disagreeing.Contains(r));
    }

    public IReadOnlyList<StatementRow> Rows { get; }

    /// <summary>Base unit of them all.</summary>
    public string Unit { get; }

    /// <summary>What is shown; null where all of it was withdrawn.</summary>
    public Observation? Figure { get; }

    public StatementRow? Shown { get; }

    public List<StatementRow> Agreeing { get; }

    public List<StatementRow> Disagreeing { get; }

    /// <summary>Revised or withdrawn.</summary>
    public List<StatementRow> Replaced { get; }

    /// <summary>The statement that took the place of one that was replaced.</summary>
    public StatementRow ReplacementOf(StatementRow replaced) =>
        Rows.Last(r => r.Release.Revises.Contains(replaced.Release.Release.Id));
}
