using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf;

namespace Indicators.Gateway;

/// <summary>
/// Where a page over several services goes on, bound to its query and to the data version of its first page. It is opaque and carries a check sum,
/// not a signature: it says nothing that its query could not ask for.
/// </summary>
/// <param name="Service">The service that the next page starts in.</param>
/// <param name="Upstream">That service's own token; "" from its start.</param>
/// <param name="IsPinned">That service was asked by version from its start, so its token is bound to that.</param>
/// <param name="Versions">The version of each service.</param>
internal sealed record PageToken(int Service, string Upstream, bool IsPinned, string[] Versions)
{
    private const int HashLength = 12;
    private const int LongestToken = 8192;

    /// <summary>The token as a reader gets it.</summary>
    public string Write(IMessage query)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new object[] { Service, Upstream, IsPinned, Versions });
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

        using var content = JsonDocument.Parse(bytes[HashLength..].ToArray());
        var cells = content.RootElement;
        return new PageToken(cells[0].GetInt32(), cells[1].GetString()!, cells[2].GetBoolean(), [.. cells[3].EnumerateArray().Select(v => v.GetString()!)]);
    }

    private static byte[] Hash(IMessage query, ReadOnlySpan<byte> content)
    {
        var name = Encoding.UTF8.GetBytes(query.Descriptor.FullName);
        return SHA256.HashData([.. name, 0, .. query.ToByteArray(), 0, .. content])[..HashLength];
    }
}
