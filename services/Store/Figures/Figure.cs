using Google.Protobuf;
using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>
/// A figure as it was read, made into a message or into the bytes of one when it is asked for: of its only statement, or of what several amount to.
/// </summary>
internal sealed class Figure
{
    private readonly StatementRow? only;
    private Observation? message;

    /// <summary>A figure of one statement, which does not withdraw it.</summary>
    public Figure(SeriesKey series, StatementRow only) => (Series, this.only) = (series, only);

    /// <summary>A figure of several statements.</summary>
    public Figure(SeriesKey series, Observation derived) => (Series, message) = (series, derived);

    public SeriesKey Series { get; }

    public Kind Kind => only?.Kind ?? message!.Kind;

    public string KnownFrom => only?.KnownFrom ?? message!.KnownFrom;

    public Observation Message => message ??= Derivation.Show(Series, only!);

    /// <summary>Its place in page order.</summary>
    public Position Position => new(
        Series.Indicator, Series.Area, Series.DimensionText, only?.PeriodStart ?? message!.Period.Start, only?.PeriodEnd ?? message!.Period.End, (int)Kind);

    /// <summary>Its message in bytes, with whatever was added to the message since.</summary>
    public ByteString Encode() => message is null ? FigureEncoder.Encode(Series, only!) : message.ToByteString();

    /// <summary>The only release that it names; null where it may name several.</summary>
    public StoredRelease? OnlyRelease => only?.Release;

    /// <summary>Every release that it names.</summary>
    public IEnumerable<StoredRelease> Releases(Snapshot snapshot) => ObservationSources.Of(Message).Select(source => snapshot.ReleasesById[source.ReleaseId]);
}
