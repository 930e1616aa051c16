using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Indicators.ServiceDefaults.Telemetry;

/// <summary>
/// Writes metric families as text, each with its samples behind it. By hand, as no exporter for this restores: OpenMetrics 1.0 and text 0.0.4
/// differ in the names of counters, in the unit line, in timestamps (seconds against milliseconds) and in the end line.
/// </summary>
/// <param name="output">Takes the bytes, UTF-8; nothing is held back.</param>
/// <param name="format">The format.</param>
public sealed class MetricsWriter(IBufferWriter<byte> output, MetricsFormat format)
{
    private string family = "";
    private string type = "";

    private bool IsOpen => format == MetricsFormat.OpenMetrics;

    /// <summary>Begins a family: its samples follow, and no other family may have this name.</summary>
    /// <param name="name">Name without the suffix of its type (`_total`, `_info`) and with that of its unit, such as `requests_seconds`.</param>
    /// <param name="type">A type of OpenMetrics: `counter`, `gauge`, `histogram`, `info`, `unknown` and so on.</param>
    /// <param name="unit">Base unit such as `seconds`; "" for none.</param>
    /// <param name="help">One line for a reader; any character is allowed.</param>
    /// <exception cref="ArgumentException">The name is no metric name, or does not end in the unit.</exception>
    public void Family(string name, string type, string unit, string help)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"`{name}` is no name of a metric: letters, digits, `_` and `:` only, no digit first.", nameof(name));
        }

        if (unit.Length > 0 && (type == "info" || !name.EndsWith("_" + unit, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"`{name}` must end in its unit `_{unit}`, and `info` has none.", nameof(unit));
        }

        (family, this.type) = (name, type);
        Line("# TYPE "u8, IsOpen ? type : type switch { "info" or "stateset" => "gauge", "unknown" => "untyped", _ => type }, escapeQuotes: false);
        if (unit.Length > 0 && IsOpen)
        {
            Line("# UNIT "u8, unit, escapeQuotes: false);
        }

        Line("# HELP "u8, help, escapeQuotes: IsOpen);
    }

    /// <summary>A sample of the family that was begun last.</summary>
    /// <param name="suffix">`_bucket`, `_count`, `_sum`; "" for the value itself, which a counter and an info get their own suffix for.</param>
    /// <param name="labels">Names that are label names, and any values.</param>
    /// <param name="value">The value, written in its shortest form that reads back the same; NaN and infinities too.</param>
    /// <param name="timestamp">When it was so; none for values of now. Kept to the millisecond.</param>
    public void Sample(string suffix, ReadOnlySpan<KeyValuePair<string, string>> labels, double value, DateTimeOffset? timestamp = null)
    {
        Ascii(family);
        Ascii(suffix.Length > 0 ? suffix : OwnSuffix);
        if (labels.Length > 0)
        {
            Labels(labels);
        }

        Raw(" "u8);
        Number(value);
        if (timestamp is { } at)
        {
            Raw(" "u8);
            Time(at.ToUnixTimeMilliseconds());
        }

        Raw("\n"u8);
    }

    /// <summary>Ends the text; OpenMetrics tells by it that nothing was cut off.</summary>
    public void End()
    {
        if (IsOpen)
        {
            Raw("# EOF\n"u8);
        }
    }

    private string OwnSuffix => type switch { "counter" => "_total", "info" => "_info", _ => "" };

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':');

    // What describes a counter or an info names it as its samples are named in the older format, and without the suffix in OpenMetrics.
    private void Line(ReadOnlySpan<byte> keyword, string text, bool escapeQuotes)
    {
        Raw(keyword);
        Ascii(family);
        Ascii(IsOpen ? "" : OwnSuffix);
        Raw(" "u8);
        Escaped(text, escapeQuotes);
        Raw("\n"u8);
    }

    private void Labels(ReadOnlySpan<KeyValuePair<string, string>> labels)
    {
        var before = "{"u8;
        foreach (var (name, value) in labels)
        {
            Raw(before);
            Ascii(name);
            Raw("=\""u8);
            Escaped(value, quotes: true);
            Raw("\""u8);
            before = ","u8;
        }

        Raw("}"u8);
    }

    private void Escaped(ReadOnlySpan<char> text, bool quotes)
    {
        while (text.Length > 0)
        {
            var plain = quotes ? text.IndexOfAny('\\', '\n', '"') : text.IndexOfAny('\\', '\n');
            Encoding.UTF8.GetBytes(plain < 0 ? text : text[..plain], output);
            if (plain < 0)
            {
                return;
            }

            Raw(text[plain] switch { '\n' => "\\n"u8, '"' => "\\\""u8, _ => "\\\\"u8 });
            text = text[(plain + 1)..];
        }
    }

    private void Number(double value)
    {
        if (double.IsFinite(value))
        {
            var span = output.GetSpan(32);
            value.TryFormat(span, out var written, default, CultureInfo.InvariantCulture);
            output.Advance(written);
            return;
        }

        Raw(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8);
    }

    private void Time(long milliseconds)
    {
        var span = output.GetSpan(32);
        int written;
        if (!IsOpen)
        {
            Utf8Formatter.TryFormat(milliseconds, span, out written);
        }
        else if (milliseconds % 1000 == 0)
        {
            Utf8Formatter.TryFormat(milliseconds / 1000, span, out written);
        }
        else
        {
            (milliseconds / 1000m).TryFormat(span, out written, default, CultureInfo.InvariantCulture);
        }

        output.Advance(written);
    }

    private void Ascii(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, output);

    private void Raw(ReadOnlySpan<byte> bytes) => output.Write(bytes);
}
