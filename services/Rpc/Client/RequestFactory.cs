using System.Net;
using Grpc.Core;
using Grpc.Protocol;

namespace Grpc.Client;

/// <summary>Makes the HTTP request of a call.</summary>
internal static class RequestFactory
{
    private const string UserAgent = "indicators-grpc/1";

    public static HttpRequestMessage Create(
        ServerAddress address, IMethod method, string? host, Metadata? headers, TimeSpan? timeout, string acceptEncoding, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address.Of(method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content
        };
        request.Headers.Host = host ?? address.Host;
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation(GrpcProtocol.AcceptEncodingHeader, acceptEncoding);
        if (timeout is { } limit)
        {
            request.Headers.TryAddWithoutValidation(GrpcProtocol.TimeoutHeader, GrpcTimeout.Format(limit));
        }

        if (headers is not null)
        {
            Add(request, headers);
        }

        return request;
    }

    private static void Add(HttpRequestMessage request, Metadata headers)
    {
        foreach (var entry in headers)
        {
            var text = MetadataText.Encode(entry);
            if (text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                throw new RpcException(new Status(
                    StatusCode.Internal,
                    $"The metadata value of '{entry.Key}' is not printable ASCII; other text goes under a key that ends in '-bin'."));
            }

            // The time limit is the deadline's; the compression asked for goes under the name that the protocol has for it.
            if (entry.Key != GrpcProtocol.TimeoutHeader)
            {
                request.Headers.TryAddWithoutValidation(
                    entry.Key == GrpcProtocol.EncodingRequestHeader ? GrpcProtocol.EncodingHeader : entry.Key, text);
            }
        }
    }
}
