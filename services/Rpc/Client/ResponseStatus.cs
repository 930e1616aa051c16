using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Protocol;

namespace Grpc.Client;

/// <summary>The status and metadata that a response carries.</summary>
internal static class ResponseStatus
{
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        GrpcProtocol.StatusHeader, GrpcProtocol.MessageHeader, GrpcProtocol.EncodingHeader, GrpcProtocol.AcceptEncodingHeader
    };

    /// <summary>The status stated in headers or trailers, or null.</summary>
    public static Status? Read(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues(GrpcProtocol.StatusHeader, out var stated))
        {
            return null;
        }

        var message = headers.NonValidated.TryGetValues(GrpcProtocol.MessageHeader, out var encoded)
            ? PercentEncoding.Decode(encoded.ToString())
            : "";
        return int.TryParse(stated.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new Status((StatusCode)code, message)
            : new Status(StatusCode.Unknown, $"The server sent the grpc-status '{stated}', which is no number.");
    }

    public static Metadata ReadMetadata(HttpResponseHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            if (Hidden.Contains(name))
            {
                continue;
            }

            foreach (var value in values)
            {
                MetadataText.Add(metadata, name, value);
            }
        }

        return metadata;
    }

    /// <summary>What is wrong with a response that is no gRPC, or null.</summary>
    public static Status? OfForeign(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new Status(OfHttp(response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");
        }

        var contentType = response.Content.Headers.ContentType?.ToString();
        return GrpcProtocol.IsGrpcContentType(contentType)
            ? null
            : new Status(StatusCode.Unknown, $"Bad gRPC response. Content-Type: {contentType ?? "none"}");
    }

    private static StatusCode OfHttp(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
            StatusCode.Unavailable,
        _ => StatusCode.Unknown
    };
}
