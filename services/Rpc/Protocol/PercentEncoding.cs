using System.Text;

namespace Grpc.Protocol;

/// <summary>The text form of grpc-message: printable ASCII but for '%', everything else as %XX of its UTF-8.</summary>
internal static class PercentEncoding
{
    private const string Hex = "0123456789ABCDEF";

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('%'))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length * 3);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (unit is >= 0x20 and <= 0x7E and not (byte)'%')
            {
                encoded.Append((char)unit);
            }
            else
            {
                encoded.Append('%').Append(Hex[unit >> 4]).Append(Hex[unit & 15]);
            }
        }

        return encoded.ToString();
    }

    /// <summary>The text; a sequence that is no valid encoding is kept as it came, since a message must never be lost.</summary>
    public static string Decode(string value)
    {
        if (!value.Contains('%'))
        {
            return value;
        }

        var bytes = new List<byte>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && char.IsAsciiHexDigit(value[i + 1]) && char.IsAsciiHexDigit(value[i + 2]))
            {
                bytes.Add(Convert.ToByte(value.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(value, i, 1));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
