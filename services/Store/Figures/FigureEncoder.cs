using System.Globalization;
using Google.Protobuf;
using Indicators.Contracts;
using Indicators.Types.V1;

namespace Indicators.Store.Figures;

/// <summary>
/// Writes a figure of one statement as the bytes of its message, straight from the row. Written by hand because a message would cost more than reading the
/// row does: a dozen strings made of UTF-8 to be turned into UTF-8 again. A test holds its bytes against those of the message, for every figure of the seeds.
/// </summary>
internal static class FigureEncoder
{
    // Tags, lengths, numbers and the double: 22 fields of a figure and 9 of what it holds, and room to spare.
    private const int Rest = 256;
    private const int SmallFigure = 1024;

    public static ByteString Encode(SeriesKey series, StatementRow shown)
    {
        var release = shown.Release;
        var most = series.EncodedHead.Length + series.EncodedDimensions.Length + series.EncodedUnit.Length
            + shown.Size + release.EncodedId.Length + release.EncodedKnownFrom.Length + Rest;
        var writer = new MessageWriter(most <= SmallFigure ? stackalloc byte[SmallFigure] : new byte[most]);
        writer.Raw(series.EncodedHead);
        WritePeriod(ref writer, shown);
        writer.Raw(series.EncodedDimensions);
        writer.Number(Observation.KindFieldNumber, (int)shown.Kind);
        writer.Text(Observation.ValueFieldNumber, shown.Text(StatementText.Value));
        writer.Double(
            Observation.NumberFieldNumber, double.Parse(shown.Text(StatementText.Value), NumberStyles.Float, CultureInfo.InvariantCulture));
        writer.Raw(series.EncodedUnit);
        writer.Number(Observation.QualifierFieldNumber, (int)shown.Qualifier);
        writer.Number(Observation.StatusFieldNumber, (int)shown.Status);
        writer.Text(Observation.PublishedValueFieldNumber, shown.Text(StatementText.PublishedValue));
        writer.Text(Observation.PublishedUnitFieldNumber, shown.Text(StatementText.PublishedUnit));
        WriteSource(ref writer, shown);
        writer.Number(Observation.SeriesBreakFieldNumber, shown.SeriesBreak ? 1 : 0);
        WriteNote(ref writer, shown);
        writer.Raw(release.EncodedKnownFrom);
        return ByteString.CopyFrom(writer.Written);
    }

    private static void WritePeriod(ref MessageWriter writer, StatementRow shown)
    {
        Span<char> code = stackalloc char[shown.Length(StatementText.Period)];
        System.Text.Encoding.UTF8.GetChars(shown.Text(StatementText.Period), code);
        var frequency = (int)Periods.FrequencyOf(code);
        writer.Open(
            Observation.PeriodFieldNumber,
            MessageWriter.SizeOf(shown.Length(StatementText.Period)) + MessageWriter.SizeOf(shown.Length(StatementText.PeriodStart))
                + MessageWriter.SizeOf(shown.Length(StatementText.PeriodEnd)) + MessageWriter.SizeOfNumber(frequency));
        writer.Text(Period.CodeFieldNumber, shown.Text(StatementText.Period));
        writer.Text(Period.StartFieldNumber, shown.Text(StatementText.PeriodStart));
        writer.Text(Period.EndFieldNumber, shown.Text(StatementText.PeriodEnd));
        writer.Number(Period.FrequencyFieldNumber, frequency);
    }

    private static void WriteSource(ref MessageWriter writer, StatementRow shown)
    {
        var (id, evidence) = (shown.Release.EncodedId, (int)shown.Release.Release.Evidence);
        writer.Open(
            Observation.SourceFieldNumber,
            id.Length + MessageWriter.SizeOf(shown.Length(StatementText.Locator)) + MessageWriter.SizeOfNumber(evidence));
        writer.Raw(id);
        writer.Text(Source.LocatorFieldNumber, shown.Text(StatementText.Locator));
        writer.Number(Source.EvidenceFieldNumber, evidence);
    }

    private static void WriteNote(ref MessageWriter writer, StatementRow shown)
    {
        var (zh, en) = (shown.Length(StatementText.NoteZh), shown.Length(StatementText.NoteEn));
        if (zh + en == 0)
        {
            return;
        }

        writer.Open(Observation.NoteFieldNumber, MessageWriter.SizeOf(zh) + MessageWriter.SizeOf(en));
        writer.Text(LocalizedText.ZhFieldNumber, shown.Text(StatementText.NoteZh));
        writer.Text(LocalizedText.EnFieldNumber, shown.Text(StatementText.NoteEn));
    }
}
