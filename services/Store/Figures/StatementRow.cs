using System.Globalization;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>A series as the reader meets it; made once for all its rows.</summary>
internal sealed record SeriesKey(long Id, string Indicator, string Area, string DimensionText, string Unit)
{
    public IReadOnlyList<Dimension> Dimensions { get; } = Figures.DimensionText.Parse(DimensionText);
}

/// <summary>One figure as one shown release states it.</summary>
internal sealed record StatementRow(
    StoredRelease Release, string PeriodStart, string PeriodEnd, Kind Kind, string Period, string Value, string Quantum, Qualifier Qualifier,
    string PublishedValue, string PublishedUnit, string Locator, bool Preliminary, bool SeriesBreak, bool Withdraws, string NoteZh, string NoteEn)
{
    public decimal Number => decimal.Parse(Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    public decimal Precision => decimal.Parse(Quantum, NumberStyles.Float, CultureInfo.InvariantCulture);

    public Source Source => new() { ReleaseId = Release.Release.Id, Locator = Locator, Evidence = Release.Release.Evidence };
}
