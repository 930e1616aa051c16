using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Indicators.Gateway;

/// <summary>
/// Where a page over several services goes on, bound to its query and to the data version of its first page. It is opaque and carries a
/// check sum, not a signature: it says nothing that its query could not ask for.
/// </summary>
/// <param name="Service">The service that the next page starts in.</param>
/// <param name="Upstream">That service's own token; "" from its start.</param>
/// <param name="IsPinned">That service was asked by version from its start, so its token is bound to that.</param>
/// <param name="Versions">The version of each service.</param>
internal sealed record PageToken(int Service, string Upstream, bool IsPinned, string[] Versions)
{
    private const int HashLength = 12;
    private const int LongestToken = 8192;
    private const char Separator = '|';

    /// <summary>The token as a reader gets it.</summary>
    public string Write(IMessage query)
    {
        var content = Encoding.UTF8.GetBytes(string.Join(Separator, [$"{Service}", IsPinned ? "pinned" : "", .. Versions, Upstream]));
        return Base64Url.EncodeToString([.. Hash(query, content), .. content]);
    }

    /// <summary>Reads a token; null where it is none of this query.</summary>
    public static PageToken? Read(string token, IMessage query)
    {
        if (token.Length > LongestToken || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token).AsSpan();
        if (bytes.Length <= HashLength || !bytes[..HashLength].SequenceEqual(Hash(query, bytes[HashLength..])))
        {
            return null;
        }

        // What the check sum vouches for was written here, so it needs no further check.
        var cells = Encoding.UTF8.GetString(bytes[HashLength..]).Split(Separator);
        return new PageToken(int.Parse(cells[0], CultureInfo.InvariantCulture), cells[^1], cells[1].Length > 0, cells[2..^1]);
    }

    private static byte[] Hash(IMessage query, ReadOnlySpan<byte> content)
    {
        var name = Encoding.UTF8.GetBytes(query.Descriptor.FullName);
        return SHA256.HashData([.. name, 0, .. query.ToByteArray(), 0, .. content])[..HashLength];
    }
}
