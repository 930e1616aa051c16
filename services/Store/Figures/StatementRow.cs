using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>
/// One figure as one shown release states it. Its texts stay the UTF-8 that SQLite holds and become strings only where something is judged by them:
/// most figures have one statement, whose texts go from the row into the answer as they are.
/// </summary>
internal sealed class StatementRow
{
    private readonly byte[] texts;
    private readonly TextEnds ends;

    // Read once: where several documents state a figure, each is held against each.
    private decimal? number;
    private decimal? precision;

    /// <param name="release">The release that states it.</param>
    /// <param name="row">A row with the columns of <see cref="Scan"/>; not needed any longer once this is made.</param>
    public StatementRow(StoredRelease release, SqliteRow row)
    {
        Release = release;
        texts = row.Texts([4, 5, 8, 9, 10, 12, 13, 14, 18, 19], ends);
        Kind = (Kind)row.Number(6);
        Qualifier = (Qualifier)row.Number(11);
        Preliminary = row.Number(15) == 1;
        SeriesBreak = row.Number(16) == 1;
        Withdraws = row.Number(17) == 1;
    }

    public StoredRelease Release { get; }

    public Kind Kind { get; }

    public Qualifier Qualifier { get; }

    public bool Preliminary { get; }

    public bool SeriesBreak { get; }

    public bool Withdraws { get; }

    public string PeriodStart => field ??= String(StatementText.PeriodStart);

    public string PeriodEnd => field ??= String(StatementText.PeriodEnd);

    public string Period => field ??= String(StatementText.Period);

    public string Value => field ??= String(StatementText.Value);

    public decimal Number => number ??= decimal.Parse(Text(StatementText.Value), NumberStyles.Float, CultureInfo.InvariantCulture);

    public decimal Precision => precision ??= decimal.Parse(Text(StatementText.Quantum), NumberStyles.Float, CultureInfo.InvariantCulture);

    public string PublishedValue => String(StatementText.PublishedValue);

    public string PublishedUnit => String(StatementText.PublishedUnit);

    public Source Source => new() { ReleaseId = Release.Release.Id, Locator = String(StatementText.Locator), Evidence = Release.Release.Evidence };

    public string KnownFrom => Release.Release.KnownFrom;

    public LocalizedText Note => new() { Zh = String(StatementText.NoteZh), En = String(StatementText.NoteEn) };

    /// <summary>What the figure is where this is shown and nothing contradicts it.</summary>
    public Status Status => Kind == Kind.Derived ? Status.Derived : Preliminary ? Status.Preliminary : Status.Confirmed;

    /// <summary>Bytes of all texts.</summary>
    public int Size => texts.Length;

    /// <summary>A text in UTF-8.</summary>
    public ReadOnlySpan<byte> Text(StatementText text) => texts.AsSpan(text == 0 ? 0 : ends[(int)text - 1], Length(text));

    /// <summary>Bytes of a text.</summary>
    public int Length(StatementText text) => text == 0 ? ends[0] : ends[(int)text] - ends[(int)text - 1];

    /// <summary>Whether both state the same figure, where both are of one series.</summary>
    public bool IsOfSameFigure(StatementRow other) =>
        Kind == other.Kind && Text(StatementText.Period).SequenceEqual(other.Text(StatementText.Period));

    public Period ToPeriod() => new() { Code = Period, Start = PeriodStart, End = PeriodEnd, Frequency = Periods.FrequencyOf(Period) };

    public Statement ToStatement() => new()
    {
        Value = Value,
        Qualifier = Qualifier,
        Source = Source,
        PublishedValue = PublishedValue,
        PublishedUnit = PublishedUnit,
    };

    private string String(StatementText text) => Encoding.UTF8.GetString(Text(text));

    // Where each text ends among the bytes of all.
    [InlineArray(10)]
    private struct TextEnds
    {
        private int first;
    }
}

/// <summary>The texts of a statement in the order in which it keeps them.</summary>
internal enum StatementText
{
    PeriodStart,
    PeriodEnd,
    Period,
    Value,
    Quantum,
    PublishedValue,
    PublishedUnit,
    Locator,
    NoteZh,
    NoteEn,
}
