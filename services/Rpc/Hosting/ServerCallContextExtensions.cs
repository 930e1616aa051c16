using Grpc.Server;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>From the gRPC call to the HTTP request below it.</summary>
public static class ServerCallContextExtensions
{
    // A wrapped context hands its HTTP request on under this key; it is the key that wrappers written for the official packages use.
    private const string HttpContextKey = "__HttpContext";

    /// <summary>The HTTP request of a call.</summary>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        return serverCallContext is ServerCall call
            ? call.Http
            : serverCallContext.UserState.TryGetValue(HttpContextKey, out var value) && value is HttpContext http
                ? http
                : throw new InvalidOperationException("The call does not come over HTTP.");
    }
}
