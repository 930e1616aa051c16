using Grpc.Core;
using Grpc.Protocol;
using Microsoft.AspNetCore.Http;

namespace Grpc.Server;

/// <summary>Answers that need no call: the request is no gRPC, or nobody here answers it.</summary>
internal static class Refusal
{
    /// <summary>The refusal of a request that is no gRPC over HTTP/2, or null if it is one.</summary>
    public static Task? OfTransport(HttpContext http)
    {
        var request = http.Request;
        if (!HttpProtocol.IsHttp2(request.Protocol) && !HttpProtocol.IsHttp3(request.Protocol))
        {
            return WrongProtocol(http);
        }

        return GrpcProtocol.IsGrpcContentType(request.ContentType)
            ? null
            : Send(
                http,
                StatusCodes.Status415UnsupportedMediaType,
                $"Content-Type '{request.ContentType}' is not '{GrpcProtocol.ContentType}'.");
    }

    /// <summary>Ends the request with a status in the response headers.</summary>
    public static Task SendAsync(HttpContext http, Status status)
    {
        if (OfTransport(http) is { } refusal)
        {
            return refusal;
        }

        http.Response.Headers.ContentType = GrpcProtocol.ContentTypeValue;
        WriteStatus(http.Response.Headers, status);
        return Task.CompletedTask;
    }

    /// <summary>Puts a status into headers or trailers.</summary>
    public static void WriteStatus(IHeaderDictionary destination, Status status)
    {
        destination.GrpcStatus = GrpcProtocol.StatusValue(status.StatusCode);
        if (!string.IsNullOrEmpty(status.Detail))
        {
            destination.GrpcMessage = PercentEncoding.Encode(status.Detail);
        }
    }

    private static Task WrongProtocol(HttpContext http)
    {
        var isHttp11 = HttpProtocol.IsHttp11(http.Request.Protocol);
        if (isHttp11)
        {
            http.Response.Headers.Upgrade = "HTTP/2";
        }

        return Send(
            http,
            isHttp11 ? StatusCodes.Status426UpgradeRequired : StatusCodes.Status505HttpVersionNotsupported,
            $"gRPC needs HTTP/2; the request came over {http.Request.Protocol}.");
    }

    private static Task Send(HttpContext http, int httpStatus, string message)
    {
        http.Response.StatusCode = httpStatus;
        WriteStatus(http.Response.Headers, new Status(StatusCode.Internal, message));
        return Task.CompletedTask;
    }
}
