using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Indicators.Contracts;

namespace Indicators.Store;

/// <summary>Where the next page begins: bound to its query by a hash and to its data by a sequence; opaque to the reader.</summary>
internal static class PageToken
{
    private const char Separator = '\u001f';
    private const int ChecksumBytes = 6;
    private const int LongestToken = 4096;

    /// <summary>A hash of what makes a query what it is, all but its page.</summary>
    public static string QueryHash(params IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(Separator, parts))).AsSpan(0, 8));

    public static string Write(string queryHash, long sequence, params IEnumerable<string> position)
    {
        var body = Encoding.UTF8.GetBytes(string.Join(Separator, position.Prepend($"{sequence}").Prepend(queryHash)));
        return Base64Url.EncodeToString([.. SHA256.HashData(body).AsSpan(0, ChecksumBytes), .. body]);
    }

    /// <summary>The sequence and the position of a token; a sequence that this store has not reached is another store's.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT where it is none of ours, or of another query.</exception>
    public static (long Sequence, string[] Position) Read(string token, string queryHash, int positionLength, long newest) =>
        TryRead(token, queryHash, positionLength, newest) ?? throw Errors.Invalid(RequestChecks.BadPageToken(token));

    /// <summary>The same; null where it is none of ours, or of another query.</summary>
    public static (long Sequence, string[] Position)? TryRead(string token, string queryHash, int positionLength, long newest) =>
        Decode(token) is { } parts && parts[0] == queryHash && parts.Length == positionLength + 2
            && long.TryParse(parts[1], out var sequence) && sequence >= 0 && sequence <= newest
            ? (sequence, parts[2..])
            : null;

    /// <summary>The page size to use.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT where it is negative or above 1,000.</exception>
    public static int Size(int pageSize) => RequestChecks.PageSize(pageSize, Errors.Throw);

    private static string[]? Decode(string token)
    {
        if (token.Length > LongestToken || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= ChecksumBytes || !SHA256.HashData(bytes.AsSpan(ChecksumBytes)).AsSpan(0, ChecksumBytes).SequenceEqual(bytes.AsSpan(0, ChecksumBytes)))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes.AsSpan(ChecksumBytes)).Split(Separator);
        return parts.Length >= 2 ? parts : null;
    }
}
