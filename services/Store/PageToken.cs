using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Indicators.Contracts;

namespace Indicators.Store;

/// <summary>Where the next page begins: bound to its query by a check sum over both and to its data by a sequence; opaque to the reader.</summary>
internal static class PageToken
{
    private const char Separator = '\u001f';
    private const int ChecksumBytes = 9;
    private const int LongestToken = 4096;

    /// <summary>What makes a query what it is, all but its page.</summary>
    public static string QueryKey(params IEnumerable<string> parts) => string.Join(Separator, parts);

    public static string Write(string queryKey, long sequence, params IEnumerable<string> position)
    {
        var place = Encoding.UTF8.GetBytes($"{sequence}{Separator}{string.Join(Separator, position)}");
        return Base64Url.EncodeToString([.. Checksum(queryKey, place), .. place]);
    }

    /// <summary>The sequence and the position of a token; a sequence that this store has not reached is another store's.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT where it is none of ours, or of another query.</exception>
    public static (long Sequence, string[] Position) Read(string token, string queryKey, int positionLength, long newest) =>
        TryRead(token, queryKey, positionLength, newest) ?? throw Errors.Invalid(RequestChecks.BadPageToken(token));

    /// <summary>The same; null where it is none of ours, or of another query.</summary>
    public static (long Sequence, string[] Position)? TryRead(string token, string queryKey, int positionLength, long newest) =>
        Decode(token, queryKey) is { } parts && parts.Length == positionLength + 1
            && long.TryParse(parts[0], out var sequence) && sequence >= 0 && sequence <= newest
            ? (sequence, parts[1..])
            : null;

    /// <summary>The page size to use.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT where it is negative or above 1,000.</exception>
    public static int Size(int pageSize) => RequestChecks.PageSize(pageSize, Errors.Throw);

    private static string[]? Decode(string token, string queryKey)
    {
        if (token.Length > LongestToken || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token).AsSpan();
        return bytes.Length > ChecksumBytes && Checksum(queryKey, bytes[ChecksumBytes..]).SequenceEqual(bytes[..ChecksumBytes])
            ? Encoding.UTF8.GetString(bytes[ChecksumBytes..]).Split(Separator)
            : null;
    }

    private static ReadOnlySpan<byte> Checksum(string queryKey, ReadOnlySpan<byte> place) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(queryKey), 0, .. place]).AsSpan(0, ChecksumBytes);
}
