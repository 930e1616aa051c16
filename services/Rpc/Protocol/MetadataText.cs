using System.Buffers;
using Grpc.Core;

namespace Grpc.Protocol;

/// <summary>Metadata entries as header text: base64 for keys in -bin, as they are for the others.</summary>
internal static class MetadataText
{
    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>The header text; base64 goes without padding, as the protocol asks of senders.</summary>
    public static string Encode(Metadata.Entry entry) =>
        entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes).TrimEnd('=') : entry.Value;

    /// <summary>
    /// Adds a received header; several -bin values may share one header, separated by commas. A name that HTTP allows and gRPC does not, as a
    /// proxy may add one, is no metadata.
    /// </summary>
    public static void Add(Metadata metadata, string name, string value)
    {
        if (name.AsSpan().ContainsAnyExcept(KeyCharacters))
        {
            return;
        }

        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(name, value);
            return;
        }

        foreach (var part in value.Split(','))
        {
            metadata.Add(name, DecodeBase64(name, part.Trim()));
        }
    }

    private static byte[] DecodeBase64(string name, string text)
    {
        var bare = text.TrimEnd('=');
        try
        {
            return Convert.FromBase64String(bare.PadRight((bare.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"The value of header '{name}' is not base64."));
        }
    }
}
