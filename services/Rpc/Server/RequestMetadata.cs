using Grpc.Core;
using Grpc.Protocol;
using Microsoft.AspNetCore.Http;

namespace Grpc.Server;

/// <summary>The caller's metadata: the request headers without those of HTTP/2 and of the protocol itself.</summary>
internal static class RequestMetadata
{
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "content-type", "content-length", "te", "host", "accept-encoding",
        GrpcProtocol.TimeoutHeader, GrpcProtocol.EncodingHeader, GrpcProtocol.AcceptEncodingHeader
    };

    public static Metadata Read(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            if (name.StartsWith(':') || Hidden.Contains(name))
            {
                continue;
            }

            foreach (var value in values)
            {
                MetadataText.Add(metadata, name, value ?? "");
            }
        }

        return metadata;
    }
}
