using System.Globalization;
using System.Text;
using System.Xml;

namespace Indicators.Gateway.Formats;

/// <summary>One sheet while it is written: a frozen header, then rows of typed cells.</summary>
internal sealed class XlsxSheet : IDisposable
{
    private const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string HeaderStyle = "2";
    private const string DateStyle = "1";

    /// <summary>Most characters of a cell, as every spreadsheet has it.</summary>
    public const int LongestText = 32_767;

    // Days are counted from here; a spreadsheet believes in a 29 February 1900, so that counting is right from March 1900 on.
    private static readonly DateOnly Zero = new(1899, 12, 30);
    private static readonly DateOnly First = new(1900, 3, 1);

    private readonly XmlWriter xml;
    private readonly string[] letters;
    private int row;
    private int column;
    private string number = "";

    public XlsxSheet(XmlWriter xml, IEnumerable<string> header)
    {
        this.xml = xml;
        string[] names = [.. header];
        letters = [.. Enumerable.Range(0, names.Length).Select(Letters)];
        Open();
        StartRow();
        foreach (var name in names)
        {
            Text(name, HeaderStyle);
        }

        EndRow();
    }

    /// <summary>Texts that were longer than a cell and end with a mark.</summary>
    public int Cut { get; private set; }

    /// <summary>What a cut text ends with.</summary>
    /// <param name="length">Characters of the whole text.</param>
    public static string CutMark(int length) =>
        $" …[文本共{length}字符，此处截断，全文见format=csv / cut: the text has {length} characters, see format=csv]";

    public void StartRow()
    {
        row++;
        column = 0;
        number = row.ToString(CultureInfo.InvariantCulture);
        xml.WriteStartElement("row", Namespace);
        xml.WriteAttributeString("r", number);
    }

    public void EndRow() => xml.WriteEndElement();

    /// <summary>The next cell of the row; an empty one is left out.</summary>
    public void Cell(CellType type, string text)
    {
        if (text.Length == 0)
        {
            column++;
            return;
        }

        switch (type)
        {
            case CellType.Number or CellType.Integer:
                Value(text, "", "");
                break;
            case CellType.Flag:
                Value(text == "true" ? "1" : "0", "b", "");
                break;
            case CellType.Date when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= First:
                Value((day.DayNumber - Zero.DayNumber).ToString(CultureInfo.InvariantCulture), "", DateStyle);
                break;
            default:
                Text(text, "");
                break;
        }
    }

    public void Dispose()
    {
        if (xml.WriteState != WriteState.Closed)
        {
            xml.WriteEndDocument();
            xml.Dispose();
        }
    }

    private void Open()
    {
        xml.WriteStartDocument(true);
        xml.WriteStartElement("worksheet", Namespace);
        xml.WriteStartElement("sheetViews", Namespace);
        xml.WriteStartElement("sheetView", Namespace);
        xml.WriteAttributeString("workbookViewId", "0");
        xml.WriteStartElement("pane", Namespace);
        xml.WriteAttributeString("ySplit", "1");
        xml.WriteAttributeString("topLeftCell", "A2");
        xml.WriteAttributeString("activePane", "bottomLeft");
        xml.WriteAttributeString("state", "frozen");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Namespace);
    }

    private void Value(string value, string type, string style)
    {
        StartCell(type, style);
        xml.WriteStartElement("v", Namespace);
        xml.WriteString(value);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Text(string text, string style)
    {
        StartCell("inlineStr", style);
        xml.WriteStartElement("is", Namespace);
        xml.WriteStartElement("t", Namespace);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(Readable(Fitting(text)));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void StartCell(string type, string style)
    {
        xml.WriteStartElement("c", Namespace);
        xml.WriteStartAttribute("r");
        xml.WriteString(letters[column++]);
        xml.WriteString(number);
        xml.WriteEndAttribute();
        if (style.Length > 0)
        {
            xml.WriteAttributeString("s", style);
        }

        if (type.Length > 0)
        {
            xml.WriteAttributeString("t", type);
        }
    }

    // A cell holds no more than its most: what is cut says so where it ends, for a sheet that a spreadsheet refuses to open is no use to
    // anybody.
    private string Fitting(string text)
    {
        if (text.Length <= LongestText)
        {
            return text;
        }

        Cut++;
        var mark = CutMark(text.Length);
        var end = LongestText - mark.Length;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), mark);
    }

    // What XML cannot hold is written as spreadsheets do, `_x0007_`, and what looks like that as itself.
    private static string Readable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f')
            && !text.AsSpan().ContainsAny('\ufffe', '\uffff')
            && !text.Contains("_x", StringComparison.Ordinal))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var isMark = text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_';
            var isControl = text[i] is (< ' ' and not ('\t' or '\n')) or '\ufffe' or '\uffff';
            safe.Append(isMark ? "_x005F_" : isControl ? $"_x{(int)text[i]:X4}_" : $"{text[i]}");
        }

        return safe.ToString();
    }

    // A, B, ..., Z, AA, AB, ...
    private static string Letters(int index) =>
        index < 26 ? $"{(char)('A' + index)}" : Letters((index / 26) - 1) + (char)('A' + (index % 26));
}
