using System.Buffers;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>Writes figures as they come, batch by batch, and holds none of them.</summary>
internal abstract class RowsWriter : IDisposable
{
    /// <summary>A batch of rows.</summary>
    public abstract void Write(IReadOnlyList<Observation> rows);

    /// <summary>What follows the last row.</summary>
    public abstract void End();

    public abstract void Dispose();

    /// <summary>The writer of a format.</summary>
    public static RowsWriter Of(Format format, FileLayout layout, IBufferWriter<byte> target) => format.Name switch
    {
        "ndjson" => new NdjsonWriter(layout, target),
        "csv" => new CsvFileWriter(layout, target),
        "xlsx" => new XlsxWriter(layout, target),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format.Name, "Not written row by row."),
    };
}

/// <summary>What a file looks like.</summary>
/// <param name="Fields">Its columns.</param>
/// <param name="Languages">Languages of what stands inside an NDJSON member.</param>
/// <param name="Catalog">Names of indicators and releases.</param>
/// <param name="Texts">The same as plain text, with releases that came with the rows.</param>
/// <param name="Csv">How the CSV is written.</param>
internal sealed record FileLayout(FieldChoice Fields, Columns Languages, Catalog Catalog, FigureTexts Texts, CsvDialect Csv);
