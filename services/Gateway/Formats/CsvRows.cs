using CsvHelper;

namespace Indicators.Gateway.Formats;

/// <summary>Rows of text cells as RFC 4180 in UTF-8 with a header: the one way in which anything here becomes CSV.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvWriter csv;

    /// <param name="target">Takes the bytes; closed with this.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="dialect">How it is written.</param>
    public CsvRows(Stream target, string[] header, CsvDialect dialect)
    {
        // Some readers drop blanks at the ends of a bare cell.
        var options = new CsvWriterOptions
        {
            Separator = dialect.Delimiter,
            Quoting = CsvQuoting.WhenNeededOrWhitespace,
            WriteByteOrderMark = dialect.HasMark,
        };
        csv = CsvWriter.Create(target, options, leaveOpen: false);
        csv.WriteHeader(header);
    }

    public void Cell(string text) => csv.WriteField(text);

    public void EndRow() => csv.EndRecord();

    public void Row(string[] cells)
    {
        foreach (var cell in cells)
        {
            Cell(cell);
        }

        EndRow();
    }

    /// <summary>Gives the target what is written so far.</summary>
    public void Flush() => csv.Flush();

    public void Dispose()
    {
        csv.Flush();
        csv.Dispose();
    }
}

/// <summary>How a CSV is written.</summary>
/// <param name="Delimiter">Between cells.</param>
/// <param name="HasMark">It starts with a byte order mark.</param>
internal sealed record CsvDialect(char Delimiter, bool HasMark)
{
    /// <summary>Commas and no mark.</summary>
    public static readonly CsvDialect Usual = new(',', false);

    /// <summary>Of the parameters `delimiter` and `bom`.</summary>
    public static CsvDialect Of(string delimiter, string bom) =>
        new(delimiter switch { "semicolon" => ';', "tab" => '\t', _ => ',' }, bom == "true");
}
