using CsvHelper;

namespace Indicators.Gateway.Downloads;

/// <summary>One CSV of the download: RFC 4180, UTF-8, commas, a header.</summary>
internal sealed class CsvText : IDisposable
{
    private readonly CsvWriter csv;

    /// <param name="target">Takes the bytes; closed with this.</param>
    /// <param name="header">Names of the columns.</param>
    public CsvText(Stream target, string[] header)
    {
        csv = CsvWriter.Create(target, new CsvWriterOptions { Separator = ',', Quoting = CsvQuoting.WhenNeededOrWhitespace }, leaveOpen: false);
        csv.WriteHeader(header);
    }

    public void Row(string[] cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.EndRecord();
    }

    public void Dispose()
    {
        csv.Flush();
        csv.Dispose();
    }
}
