using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Indicators.ServiceDefaults;

/// <summary>What a peer may cost a process of the suite, each limit with its reason.</summary>
internal static class PeerLimits
{
    private const int KiloByte = 1024;

    /// <param name="limits">The server's limits.</param>
    /// <param name="largestMessage">Largest gRPC message that is received, in bytes.</param>
    public static void Set(KestrelServerLimits limits, int largestMessage)
    {
        // Bodies of REST requests. Of a call the runtime that answers it holds each message to its limit, and whoever hands it on lifts this one.
        limits.MaxRequestBodySize = largestMessage;

        // Up to here a request is answered in the suite's own words, above it by the server's bare 414 or 431.
        limits.MaxRequestLineSize = 64 * KiloByte;
        limits.MaxRequestHeadersTotalSize = 64 * KiloByte;
        limits.Http2.MaxRequestHeaderFieldSize = 64 * KiloByte;

        // A peer that begins a request and does not come to the end of its headers is let go before it is worth anything as an attack.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);

        // One client with many calls under way needs more than the usual 100, and no program needs more than this on one connection.
        limits.Http2.MaxStreamsPerConnection = 256;

        // What a client may send before anybody reads it, for a stream and for all streams of its connection: the second bounds its cost in memory.
        limits.Http2.InitialStreamWindowSize = 256 * KiloByte;
        limits.Http2.InitialConnectionWindowSize = 1024 * KiloByte;

        // A peer whose machine or network is gone says nothing: a ping finds that out, before the streams of its connection cost anything for long.
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);

        // A reader may leave its window shut for as long as it likes, and stops its producer by that; a connection that takes nothing at all is cut.
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(30));
    }
}
