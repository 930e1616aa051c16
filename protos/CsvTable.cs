using System.Text;
using CsvHelper;

namespace Indicators.Contracts;

/// <summary>A CSV file as text: a header and rows, each row knowing its number in the file (the header is row 1).</summary>
public sealed class CsvTable
{
    private readonly Dictionary<string, int> columns;

    private CsvTable(IReadOnlyList<string> header, IReadOnlyList<CsvRow> rows)
    {
        Header = header;
        Rows = rows;
        columns = new(header.Count, StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
        {
            columns.TryAdd(header[i], i);
        }
    }

    /// <summary>Column names in file order.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Rows in file order, without the header and without blank lines.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Reads a whole UTF-8 file (RFC 4180, with or without a byte order mark).</summary>
    /// <exception cref="InvalidDataException">A quote is not closed or stands inside an unquoted cell.</exception>
    public static CsvTable Read(Stream stream)
    {
        using var text = new StreamReader(stream, new UTF8Encoding(false, true), leaveOpen: true);
        var options = new CsvReaderOptions { Separator = ',', MalformedData = CsvMalformedDataHandling.Throw };
        try
        {
            using var reader = CsvReader.Create(text, options);
            string[] header = [.. reader.Headers];
            var rows = new List<CsvRow>();
            while (reader.Read())
            {
                rows.Add(new CsvRow((int)reader.RowNumber + 1, reader.Current.ToArray()));
            }

            return new CsvTable(header, rows);
        }
        catch (CsvFormatException bad)
        {
            throw new InvalidDataException($"row {bad.RecordNumber}: a quote inside an unquoted cell, or one that is not closed", bad);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("the file is not UTF-8");
        }
    }

    /// <summary>The cell of a row, empty where the row is short or the column is missing.</summary>
    public string Cell(CsvRow row, string column) =>
        columns.TryGetValue(column, out var i) && i < row.Cells.Count ? row.Cells[i] : "";
}

/// <summary>One row: its number in the file and its cells.</summary>
public sealed record CsvRow(int Number, IReadOnlyList<string> Cells);
