using System.Buffers;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Indicators.Gateway.Formats;
using Indicators.Types.V1;

namespace Indicators.Gateway.Tests;

/// <summary>Texts that a sheet cannot hold as they are.</summary>
public sealed class FormatsXlsxTests
{
    private const int Longest = XlsxSheet.LongestText;

    [Theory]
    [InlineData("plain")]
    [InlineData("a\u0007b\rc\nd\te")]
    [InlineData("_x0007_ and _xyz")]
    [InlineData("\ufffe\uffff")]
    [InlineData("=SUM(A1) <&> \"'")]
    public void Sheet_Text_IsReadBackAsItWas(string text) => Assert.Equal(text, Unescaped(Cells(text).Rows[0]["A"]));

    [Fact]
    public void Sheet_TextOfACellsLength_IsWhole() => Assert.Equal(new string('床', Longest), Cells(new string('床', Longest)).Rows[0]["A"]);

    [Theory]
    [InlineData(Longest + 1)]
    [InlineData(100_000)]
    public void Sheet_TextLongerThanACell_EndsWithAMarkThatSaysSo(int length)
    {
        var (rows, cut) = Cells(new string('床', length), "next");
        var mark = XlsxSheet.CutMark(length);
        Assert.Equal((Longest, 1), (rows[0]["A"].Length, cut));
        Assert.Equal(new string('床', Longest - mark.Length) + mark, rows[0]["A"]);
        Assert.Equal("next", rows[0]["B"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Sheet_CutBetweenTheHalvesOfACharacter_TakesNeither(int before)
    {
        var text = new string('a', before) + string.Concat(Enumerable.Repeat("𠀀", Longest));
        var cell = Cells(text).Rows[0]["A"];
        Assert.EndsWith(XlsxSheet.CutMark(text.Length), cell);
        Assert.InRange(cell.Length, Longest - 1, Longest);
        Assert.DoesNotContain('\ufffd', cell);
    }

    [Fact]
    public void Workbook_WithALongNote_IsWholeAndWarnsBesideTheSources()
    {
        var figure = new Observation
        {
            Indicator = "beds", Area = "CN", Value = "1", Period = new() { Code = "2022", Start = "2022-01-01", End = "2022-12-31" },
            Source = new() { ReleaseId = "some-release" }, Note = new() { Zh = new string('注', 40_000), En = "short" },
        };
        var columns = Formats.Columns.Of("", "");
        var layout = new FileLayout(FieldChoice.All(columns), columns, Catalog.Empty, new FigureTexts(Catalog.Empty), CsvDialect.Usual);
        var target = new ArrayBufferWriter<byte>();
        using (var writer = new XlsxWriter(layout, target))
        {
            writer.Write([figure, figure]);
            writer.End();
        }

        var bytes = target.WrittenSpan.ToArray();
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Take(3).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var rows = FormatsReading.Xlsx(bytes, "xl/worksheets/sheet1.xml");
        Assert.Equal(["short", "short"], rows.Select(r => r["noteEn"]));
        Assert.All(rows, r => Assert.EndsWith(XlsxSheet.CutMark(40_000), r["noteZh"]));
        var sources = FormatsReading.Xlsx(bytes, "xl/worksheets/sheet2.xml");
        Assert.Equal("some-release", sources[0]["release"]);
        Assert.StartsWith("警告：有2个单元格", sources[1]["release"]);
        Assert.StartsWith("Warning: 2 texts", sources[1]["titleZh"]);
    }

    /// <summary>The cells of one row by the letters of their columns.</summary>
    private static (List<Dictionary<string, string>> Rows, int Cut) Cells(params string[] texts)
    {
        var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false };
        using var sheet = new XlsxSheet(XmlWriter.Create(bytes, settings), ["A", "B"]);
        sheet.StartRow();
        foreach (var text in texts)
        {
            sheet.Cell(CellType.Text, text);
        }

        sheet.EndRow();
        sheet.Dispose();
        return (FormatsReading.Rows(new MemoryStream(bytes.ToArray())), sheet.Cut);
    }

    // As ECMA-376 has it for ST_Xstring.
    private static string Unescaped(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, "_x([0-9A-F]{4})_", m => $"{(char)Convert.ToInt32(m.Groups[1].Value, 16)}");
}
