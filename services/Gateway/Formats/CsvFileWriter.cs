using System.Buffers;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>
/// Figures as CSV. Texts are written as they are, those that a spreadsheet would take for a formula too: what a source says is quoted and
/// never changed. (The XLSX has them as text cells.)
/// </summary>
internal sealed class CsvFileWriter(FileLayout layout, IBufferWriter<byte> target) : RowsWriter
{
    private readonly Column[] columns = layout.Fields.Columns;
    private readonly CsvRows csv = new(new BufferStream(target), [.. layout.Fields.Columns.Select(c => c.Name)], layout.Csv);

    public override void Write(IReadOnlyList<Observation> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var column in columns)
            {
                csv.Cell(column.Cell(layout.Texts, rows[i]));
            }

            csv.EndRow();
        }

        csv.Flush();
    }

    public override void End() => csv.Flush();

    public override void Dispose() => csv.Dispose();
}
