using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using Grpc.Net.Compression;
using Microsoft.Extensions.Primitives;

namespace Grpc.Protocol;

/// <summary>The compressions that one side knows, by their names in grpc-encoding.</summary>
internal sealed class Compressions
{
    /// <summary>What is known where nothing else is set: gzip, quick rather than small.</summary>
    public static readonly IReadOnlyList<ICompressionProvider> DefaultProviders = [new GzipCompressionProvider(CompressionLevel.Fastest)];

    public static readonly Compressions Default = new(DefaultProviders);

    private readonly Dictionary<string, ICompressionProvider> providers = new(StringComparer.Ordinal);

    /// <param name="providers">Of two with the same name the first counts.</param>
    public Compressions(IEnumerable<ICompressionProvider> providers)
    {
        foreach (var provider in providers)
        {
            this.providers.TryAdd(provider.EncodingName, provider);
        }

        AcceptEncoding = string.Join(',', this.providers.Keys.Prepend(GrpcProtocol.IdentityEncoding));
    }

    /// <summary>The value of grpc-accept-encoding.</summary>
    public string AcceptEncoding { get; }

    public bool TryFind(string? encoding, [NotNullWhen(true)] out ICompressionProvider? provider)
    {
        provider = null;
        return encoding is not null && providers.TryGetValue(encoding, out provider);
    }

    /// <summary>Whether a peer's grpc-accept-encoding names an encoding.</summary>
    public static bool Accepts(StringValues acceptEncoding, string encoding)
    {
        foreach (var line in acceptEncoding)
        {
            foreach (var name in (line ?? "").AsSpan().Split(','))
            {
                if (line.AsSpan(name).Trim().SequenceEqual(encoding))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
