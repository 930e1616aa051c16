using System.Globalization;
using System.Text;
using System.Xml;

namespace Indicators.Gateway.Charts;

/// <summary>Writes the few elements that our pictures are made of; every text and attribute is escaped, and what XML cannot hold is replaced.</summary>
internal sealed class SvgWriter : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private readonly MemoryStream stream = new(16 * 1024);
    private readonly XmlWriter xml;

    public SvgWriter() => xml = XmlWriter.Create(stream, new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false) });

    /// <summary>A number as it stands in an attribute: tenths of a pixel are finer than any screen.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    public SvgWriter Open(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(element, Namespace);
        foreach (var (name, value) in attributes)
        {
            if (name == "xml:lang")
            {
                xml.WriteAttributeString("xml", "lang", null, value);
            }
            else
            {
                xml.WriteAttributeString(name, Clean(value));
            }
        }

        return this;
    }

    public SvgWriter Close()
    {
        xml.WriteEndElement();
        return this;
    }

    /// <summary>An element that holds only a text.</summary>
    public void Leaf(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Open(element, attributes);
        xml.WriteString(Clean(text));
        Close();
    }

    /// <summary>An element that holds nothing.</summary>
    public void Empty(string element, params ReadOnlySpan<(string Name, string Value)> attributes) => Open(element, attributes).Close();

    /// <summary>A line of text; its place is the start, middle or end of its base line.</summary>
    public void Text(double x, double y, string text, double size, string style, string anchor = "start") => Leaf(
        "text", text, ("x", Number(x)), ("y", Number(y)), ("font-size", Number(size)), ("class", style), ("text-anchor", anchor));

    public void Line(double x1, double y1, double x2, double y2, string style, double width = 1, string dashes = "none") => Empty(
        "line", ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)), ("class", style), ("stroke-width", Number(width)),
        ("stroke-dasharray", dashes));

    public void Path(string path, string style, string fill, string stroke, double width = 1.5, string dashes = "none") => Empty(
        "path", ("d", path), ("class", style), ("fill", fill), ("stroke", stroke), ("stroke-width", Number(width)), ("stroke-dasharray", dashes),
        ("stroke-linejoin", "round"));

    public void Rectangle(Box box, string style, string fill = "", double radius = 0) => Empty(
        "rect", [("x", Number(box.X)), ("y", Number(box.Y)), ("width", Number(Math.Max(0, box.Width))), ("height", Number(Math.Max(0, box.Height))), ("class", style), .. Fill(fill), .. Radius(radius)]);

    /// <summary>
    /// Opens what belongs to one figure: pointed at or reached by keyboard it says what it is. It is no link: in an `img` a link leads nowhere, and in a
    /// frame of another site it would open there.
    /// </summary>
    public void OpenMark(string value, string title)
    {
        Open("g", ("class", "mark"), ("tabindex", "0"), ("data-value", value));
        Leaf("title", title);
    }

    public byte[] Finish()
    {
        xml.Flush();
        return stream.ToArray();
    }

    public void Dispose() => xml.Dispose();

    private static (string, string)[] Fill(string fill) => fill.Length == 0 ? [] : [("fill", fill)];

    private static (string, string)[] Radius(double radius) => radius == 0 ? [] : [("rx", Number(radius))];

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value is >= 0x20 and not (0xFFFE or 0xFFFF) ? rune.ToString() : rune.Value is '\t' or '\n' or '\r' ? " " : "\uFFFD");
        }

        return clean.ToString();
    }
}

/// <summary>A place in a picture, in pixels.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public bool Meets(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
}
