namespace Indicators.Store.Publishing;

/// <summary>A statement as its row holds it; two are equal where every cell is.</summary>
internal sealed record StoredStatement
{
    public long SeriesId { get; init; }
    public long ReleaseNo { get; init; }
    public string Indicator { get; init; } = "";
    public string Area { get; init; } = "";
    public string Dimensions { get; init; } = "";
    public string PeriodStart { get; init; } = "";
    public string PeriodEnd { get; init; } = "";
    public string Period { get; init; } = "";
    public long Kind { get; init; }
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

    public static StoredStatement From(PackageFigure figure) => new()
    {
        Indicator = figure.Indicator,
        Area = figure.Area,
        Dimensions = figure.Dimensions,
        PeriodStart = figure.Period.Start,
        PeriodEnd = figure.Period.End,
        Period = figure.Period.Code,
        Kind = (long)figure.Kind,
        Value = figure.Value,
        Quantum = figure.Quantum,
        Qualifier = (long)figure.Qualifier,
        PublishedValue = figure.PublishedValue,
        PublishedUnit = figure.PublishedUnit,
        Locator = figure.Locator,
        Preliminary = figure.Preliminary ? 1 : 0,
        SeriesBreak = figure.SeriesBreak ? 1 : 0,
        Withdraws = figure.Withdraws ? 1 : 0,
        NoteZh = figure.NoteZh,
        NoteEn = figure.NoteEn,
    };
}
