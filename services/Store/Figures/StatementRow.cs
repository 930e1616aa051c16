using System.Globalization;
using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>A series as the reader meets it; made once for all its rows.</summary>
internal sealed record SeriesKey(long Id, string Indicator, string Area, string DimensionText, string Unit)
{
    public IReadOnlyList<Dimension> Dimensions { get; } = Figures.DimensionText.Parse(DimensionText);

    /// <summary>Whether a position lies inside this series.</summary>
    public bool IsAt(Position position) => Indicator == position.Indicator && Area == position.Area && DimensionText == position.Dimensions;
}

/// <summary>One figure as one shown release states it.</summary>
internal sealed record StatementRow(
    StoredRelease Release, string PeriodStart, string PeriodEnd, Kind Kind, string Period, string Value, string Quantum, Qualifier Qualifier,
    string PublishedValue, string PublishedUnit, string Locator, bool Preliminary, bool SeriesBreak, bool Withdraws, string NoteZh, string NoteEn)
{
    // Read once: where several documents state a figure, each is held against each.
    private decimal? number;
    private decimal? precision;

    public decimal Number => number ??= decimal.Parse(Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    public decimal Precision => precision ??= decimal.Parse(Quantum, NumberStyles.Float, CultureInfo.InvariantCulture);

    public Source Source => new() { ReleaseId = Release.Release.Id, Locator = Locator, Evidence = Release.Release.Evidence };

    public string KnownFrom => Release.Release.KnownFrom;

    public LocalizedText Note => new() { Zh = NoteZh, En = NoteEn };

    public Period ToPeriod() => new() { Code = Period, Start = PeriodStart, End = PeriodEnd, Frequency = Periods.FrequencyOf(Period) };

    public Statement ToStatement() => new()
    {
        Value = Value,
        Qualifier = Qualifier,
        Source = Source,
        PublishedValue = PublishedValue,
        PublishedUnit = PublishedUnit,
    };
}
