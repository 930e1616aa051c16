using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Indicators.Types.V1;

namespace Indicators.Gateway.Formats;

/// <summary>
/// A workbook with the figures on one sheet and their sources on a second. Written by hand because the libraries that restore hold all rows
/// in memory.
/// </summary>
internal sealed class XlsxWriter : RowsWriter
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(false),
        CheckCharacters = false,
        CloseOutput = true,
    };

    private readonly FileLayout layout;
    private readonly ZipArchive zip;
    private readonly XlsxSheet sheet;
    private readonly HashSet<string> releases = new(StringComparer.Ordinal);

    public XlsxWriter(FileLayout layout, IBufferWriter<byte> target)
    {
        this.layout = layout;
        zip = new ZipArchive(new BufferStream(target), ZipArchiveMode.Create);
        foreach (var (name, content) in XlsxParts.All)
        {
            using var part = Open(name);
            part.Write(Encoding.UTF8.GetBytes(content));
        }

        sheet = new XlsxSheet(XmlWriter.Create(Open(XlsxParts.Figures), Settings), layout.Fields.Columns.Select(c => c.Name));
    }

    public override void Write(IReadOnlyList<Observation> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            sheet.StartRow();
            foreach (var column in layout.Fields.Columns)
            {
                sheet.Cell(column.Type, column.Cell(layout.Texts, rows[i]));
            }

            sheet.EndRow();
            Note(rows[i]);
        }
    }

    public override void End()
    {
        sheet.Dispose();
        using var sources = new XlsxSheet(XmlWriter.Create(Open(XlsxParts.Sources), Settings), XlsxParts.SourceColumns);
        foreach (var id in releases.Order(StringComparer.Ordinal))
        {
            var release = layout.Texts.Release(id);
            sources.StartRow();
            foreach (var cell in Cells(release))
            {
                sources.Cell(CellType.Text, cell);
            }

            sources.EndRow();
        }

        Warn(sources, sheet.Cut + sources.Cut);
        sources.Dispose();
        zip.Dispose();
    }

    // Where writing was broken off, closing would make a whole file of a part.
    public override void Dispose()
    {
    }

    private static IEnumerable<string> Cells(Release release) =>
    [
        release.Id, release.Title?.Zh ?? "", release.Title?.En ?? "", release.Issuer?.Zh ?? "", release.Issuer?.En ?? "",
        release.DocumentNumber,
        release.IssuedOn, release.PublishedOn, release.Url, Enums.Evidences.Text(release.Evidence),
    ];

    private static void Warn(XlsxSheet sources, int cut)
    {
        if (cut > 0)
        {
            sources.StartRow();
            sources.Cell(CellType.Text, $"警告：有{cut}个单元格的文本超过{XlsxSheet.LongestText}字符，已截断；全文见format=csv。");
            sources.Cell(CellType.Text, $"Warning: {cut} texts are longer than the {XlsxSheet.LongestText} characters of a cell and were cut; format=csv has them whole.");
            sources.EndRow();
        }
    }

    private void Note(Observation row)
    {
        if (row.Source is not null)
        {
            releases.Add(row.Source.ReleaseId);
        }

        for (var i = 0; i < row.AlsoStated.Count; i++)
        {
            releases.Add(row.AlsoStated[i].Source.ReleaseId);
        }

        for (var i = 0; i < row.Alternatives.Count; i++)
        {
            releases.Add(row.Alternatives[i].Source.ReleaseId);
        }
    }

    // The best compression would take most of the time of a large sheet and save little.
    private Stream Open(string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);

        // The same rows are the same bytes whenever they are asked for.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }
}
