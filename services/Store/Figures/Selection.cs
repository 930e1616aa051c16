using System.Text;
using Indicators.Contracts;
using Indicators.Data.V1;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>A checked selection of figures, bound to a snapshot and a sequence.</summary>
internal sealed record Selection(
    long Sequence, string AsOf, IReadOnlyList<Scan> Scans, IReadOnlyList<PeriodRange> Periods, IReadOnlyList<DimensionFilter> Dimensions, int Kinds, int Latest)
{
    private const string FirstDay = "0000-00-00";
    private const string LastDay = "9999-99-99";

    /// <summary>Shown statements that became known on this day or before are left out; "" takes all.</summary>
    public string UpdatedAfter { get; init; } = "";

    /// <summary>First day that any selected period may start on.</summary>
    public string First { get; } = Periods.Count == 0 ? FirstDay : Periods.Select(p => p.Start).Min(StringComparer.Ordinal)!;

    /// <summary>Last day that any selected period may end on.</summary>
    public string Last { get; } = Periods.Count == 0 || Periods.Any(p => p.End.Length == 0) ? LastDay : Periods.Select(p => p.End).Max(StringComparer.Ordinal)!;

    public static Selection Everything(Snapshot snapshot) => new(snapshot.Sequence, "", [Scan.All], [], [], 0, 0);

    /// <summary>Whether a release counts for this selection.</summary>
    public bool Knows(StoredRelease release) =>
        release.Sequence <= Sequence
        && (AsOf.Length == 0 || (release.Release.KnownFrom.Length > 0 && string.CompareOrdinal(release.Release.KnownFrom, AsOf) <= 0));

    /// <summary>Whether a figure became known late enough; an unknown day is not late.</summary>
    public bool IsUpdated(Figure figure) => string.CompareOrdinal(figure.KnownFrom, UpdatedAfter) > 0;

    /// <summary>Whether the kind and the period of a statement are selected.</summary>
    public bool Takes(StatementRow statement)
    {
        if (Periods.Count == 0)
        {
            return TakesKind(statement.Kind);
        }

        // A row that is left out makes no string.
        var (start, end) = (statement.Length(StatementText.PeriodStart), statement.Length(StatementText.PeriodEnd));
        Span<char> days = stackalloc char[start + end];
        Span<char> period = stackalloc char[statement.Length(StatementText.Period)];
        Encoding.UTF8.GetChars(statement.Text(StatementText.PeriodStart), days);
        Encoding.UTF8.GetChars(statement.Text(StatementText.PeriodEnd), days[start..]);
        Encoding.UTF8.GetChars(statement.Text(StatementText.Period), period);
        return Takes(statement.Kind, period, days[..start], days[start..]);
    }

    /// <summary>Whether a kind and a period of a series are selected.</summary>
    public bool Takes(Kind kind, ReadOnlySpan<char> period, ReadOnlySpan<char> start, ReadOnlySpan<char> end)
    {
        if (!TakesKind(kind))
        {
            return false;
        }

        if (Periods.Count == 0)
        {
            return true;
        }

        foreach (var range in Periods)
        {
            if (range.Contains(period, start, end))
            {
                return true;
            }
        }

        return false;
    }

    private bool TakesKind(Kind kind) => Kinds == 0 || (Kinds & (1 << (int)kind)) != 0;

    /// <summary>Whether the dimensions of a series are selected.</summary>
    public bool Takes(IReadOnlyList<Dimension> dimensions)
    {
        foreach (var filter in Dimensions)
        {
            var dimension = dimensions.FirstOrDefault(d => d.Key == filter.Key);
            if (dimension is null ? filter.Values.Count > 0 : !filter.Values.Contains(dimension.Value))
            {
                return false;
            }
        }

        return true;
    }
}
