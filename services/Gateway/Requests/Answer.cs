using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Indicators.Gateway.Formats;
using Microsoft.Extensions.Primitives;

namespace Indicators.Gateway.Requests;

/// <summary>An answer with what it was made from: finished in a pooled buffer, or a file that is written while it is read.</summary>
/// <param name="rows">What was written; null where nothing was yet.</param>
/// <param name="versions">What it is made from.</param>
internal sealed class Answer(RowWriter? rows, VersionVector versions) : IDisposable
{
    private static readonly StringValues Revalidate = "public, max-age=0, must-revalidate";
    private static readonly StringValues NoStore = "no-store";

    // Another build may write the same rows in other bytes.
    private static readonly string Build = typeof(Answer).Module.ModuleVersionId.ToString("N");

    public ReadOnlyMemory<byte> Body => rows?.Written ?? Bytes;

    /// <summary>A body that is no rows: a page or a picture.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Content-Security-Policy of a page or a picture, which varies by nothing but its address; empty for data.</summary>
    public StringValues Policy { get; init; }

    /// <summary>
    /// Writes the body row by row; it sets status and headers by its argument before the first byte. Null: the body is finished.
    /// </summary>
    public Func<Action, Task>? Stream { get; init; }

    /// <summary>What its bytes depend on beside the query and the versions, such as the language that a header asked for.</summary>
    public string Variant { get; init; } = "";

    public StringValues ContentType { get; init; } = AnswerWriter.JsonType;

    /// <summary>Content-Language.</summary>
    public StringValues Language { get; init; }

    /// <summary>Content-Disposition; empty: it is shown.</summary>
    public StringValues Disposition { get; init; }

    /// <summary>Link headers.</summary>
    public StringValues Link { get; init; }

    /// <summary>What a file has no place to say, for a header.</summary>
    public StringValues Warnings { get; init; }

    /// <summary>It holds addresses with the host that was asked.</summary>
    public bool NamesHost { get; init; }

    public VersionVector Versions { get; } = versions;

    /// <summary>A service that it needed did not answer: it gets no entity tag and is not kept.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Its figures are pinned to a version; the names beside them are those of <see cref="Names"/>.</summary>
    public bool IsPinned { get; init; }

    /// <summary>The version that a pinned answer takes its names from; "" where that is the version of its figures.</summary>
    public string Names { get; init; } = "";

    /// <summary>The day that it was judged on, where tomorrow it may be another answer; "" where the day does not matter.</summary>
    public string Day { get; init; } = "";

    /// <summary>A document of a foreign standard, though it is sent as plain JSON.</summary>
    public bool IsForeign { get; init; }

    /// <summary>It answers a request that is no read.</summary>
    public bool IsOneOff { get; init; }

    public StringValues CacheControl => IsPartial || IsOneOff ? NoStore : Revalidate;

    /// <summary>
    /// Strong: made from the versions used and the whole query in its one order. An answer that lacks a service gets none.
    /// </summary>
    public string ETag(string path, Arguments arguments)
    {
        var identity = arguments.Write(new StringBuilder(256)).Append('\n').Append(path).Append('\n').Append(Versions.Text).Append('\n')
            .Append(Names)
            .Append('\n').Append(Variant).Append('\n').Append(Day).Append('\n').Append(Build);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(identity.ToString()), hash);
        return string.Concat("\"", Base64Url.EncodeToString(hash[..12]), "\"");
    }

    public void Dispose() => rows?.Return();
}
