using System.Buffers;
using CsvHelper;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>How a CSV is written.</summary>
/// <param name="Delimiter">Between cells.</param>
/// <param name="HasMark">It starts with a byte order mark.</param>
internal sealed record CsvDialect(char Delimiter, bool HasMark)
{
    /// <summary>Of the parameters `delimiter` and `bom`.</summary>
    public static CsvDialect Of(string delimiter, string bom) => new(delimiter switch { "semicolon" => ';', "tab" => '\t', _ => ',' }, bom == "true");
}

/// <summary>
/// RFC 4180 in UTF-8 with a header. Texts are written as they are, those that a spreadsheet would take for a formula too: what a source says is quoted
/// and never changed. (The XLSX has them as text cells.)
/// </summary>
internal sealed class CsvFileWriter : RowsWriter
{
    private readonly FigureTexts texts;
    private readonly Column[] columns;
    private readonly CsvWriter csv;

    public CsvFileWriter(FileLayout layout, IBufferWriter<byte> target)
    {
        (texts, columns) = (layout.Texts, layout.Fields.Columns);

        // Some readers drop blanks at the ends of a bare cell.
        var options = new CsvWriterOptions { Separator = layout.Csv.Delimiter, Quoting = CsvQuoting.WhenNeededOrWhitespace, WriteByteOrderMark = layout.Csv.HasMark };
        csv = CsvWriter.Create(new BufferStream(target), options, leaveOpen: false);
        csv.WriteHeader([.. columns.Select(c => c.Name)]);
    }

    public override void Write(IReadOnlyList<Observation> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var column in columns)
            {
                csv.WriteField(column.Cell(texts, rows[i]));
            }

            csv.EndRecord();
        }

        csv.Flush();
    }

    public override void End() => csv.Flush();

    public override void Dispose() => csv.Dispose();
}
