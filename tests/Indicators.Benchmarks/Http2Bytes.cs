using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Indicators.Benchmarks;

/// <summary>HTTP/2 as bytes, for clients that must cost nothing or behave badly.</summary>
internal static class Http2Bytes
{
    public const int FrameHeader = 9;
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Settings = 4;
    public const byte EndStream = 1;
    public const byte EndHeaders = 4;
    private const byte WindowUpdate = 8;

    /// <summary>A connection whose windows are as large as they can be, for streams and as a whole: the server is never held back by them.</summary>
    /// <param name="port">At loopback; HTTP/2 without TLS.</param>
    public static Socket Connect(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        socket.Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        socket.Send(Frame(Settings, 0, 0, [0, 4, 0x7F, 0xFF, 0xFF, 0xFF]));
        socket.Send(Frame(WindowUpdate, 0, 0, [0x7F, 0xFF, 0, 0]));
        return socket;
    }

    public static byte[] Frame(byte type, byte flags, int stream, params byte[] payload)
    {
        var frame = new byte[FrameHeader + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, FrameHeader);
        return frame;
    }

    /// <summary>The headers of a call as literals that the server's table keeps.</summary>
    public static byte[] Call(string path) =>
    [
        .. Literal(":method", "POST"), .. Literal(":scheme", "http"), .. Literal(":path", path), .. Literal(":authority", "localhost"),
        .. Literal("te", "trailers"), .. Literal("content-type", "application/grpc"),
    ];

    /// <summary>The same headers on a connection that has stated them before: by their places, behind the 61 entries that HPACK declares.</summary>
    public static byte[] SameCall { get; } = [.. Enumerable.Range(0, 6).Select(i => (byte)(128 | (67 - i)))];

    private static byte[] Literal(string name, string value) =>
        [0x40, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];
}
