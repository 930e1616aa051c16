using Indicators.Data.V1;
using Indicators.Gateway.Requests;

namespace Indicators.Gateway.Formats;

/// <summary>A whole selection as a file that is written while it is read.</summary>
internal static class FigureFile
{
    public static async ValueTask<Answer> AnswerAsync(Ask ask, ObservationSelection selection, Format format, FieldChoice fields)
    {
        var stream = await SuiteStream.OpenAsync(ask.Suite, selection, ask.Faults, ask.Cancellation);
        if (stream.FirstMissing() is { } missing)
        {
            throw new UpstreamDownException(missing);
        }

        ask.State = stream.State;
        var catalog = stream.State.Catalog;
        var dialect = CsvDialect.Of(ask.Arguments.One(Parameters.Delimiter), ask.Arguments.One(Parameters.Bom));
        var layout = new FileLayout(fields, ask.Columns, catalog, new FigureTexts(catalog), dialect);
        return new Answer(null, stream.Versions)
        {
            Stream = start => WriteAsync(ask, stream, format, layout, start),
            Variant = $"{format.Name}, {ask.Variant}",
            Names = stream.State.Versions.Text,
            ContentType = format.ContentType,
            Language = ask.Columns.Language,
            IsOneOff = HttpMethods.IsPost(ask.Http.Request.Method),
            Disposition = FileName.Disposition(ask, stream, format),
            Link = format == Format.Csv ? QueryAddress.DescribedBy(ask, stream.Versions) : default,
            Warnings = FileWarnings.Header(ask, stream.Warnings),
        };
    }

    private static async Task WriteAsync(Ask ask, SuiteStream stream, Format format, FileLayout layout, Action start)
    {
        await CountAsync(ask, stream, format);
        using var pump = new RowPump(format, layout, ask.Http, start);
        await stream.CopyWholeAsync(pump, ask.Cancellation);
        await pump.EndAsync(ask.Cancellation);
    }

    // Only a selection that may be too much is counted, for that costs as much as reading it: a refusal before the first byte can be
    // understood.
    private static async Task CountAsync(Ask ask, SuiteStream stream, Format format)
    {
        if (stream.MostRows > format.MostRows)
        {
            await stream.CopyWholeAsync(new RowCounter(format), ask.Cancellation);
        }
    }
}
