using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Indicators.Rpc.Tests.Hostile;

/// <summary>HTTP/2 byte by byte, for what no client library sends.</summary>
internal sealed class RawConnection : IDisposable
{
    public const byte Data = 0;
    public const byte HeadersType = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;
    public const byte Continuation = 9;
    public const byte EndStream = 1;
    public const byte EndHeaders = 4;
    public const byte Ack = 1;

    private readonly Socket socket;

    /// <summary>The server's side of a connection that was accepted.</summary>
    public RawConnection(Socket socket) => this.socket = socket;

    /// <summary>The client's first bytes: preface and settings, which forbid the peer to compress headers by reference.</summary>
    public static byte[] Preface => [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, [0, 1, 0, 0, 0, 0])];

    public static async Task<RawConnection> OpenAsync(Uri address, bool preface = true)
    {
        var connection = new RawConnection(new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        await connection.socket.ConnectAsync(IPAddress.Loopback, address.Port);
        if (preface)
        {
            await connection.SendAsync(Preface);
        }

        return connection;
    }

    public static byte[] Frame(byte type, byte flags, int stream, params byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }

    public static byte[] Call(int stream, string path, byte flags = EndHeaders) => Frame(HeadersType, flags, stream, Block(
        (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "test"), ("te", "trailers"), ("content-type", "application/grpc")));

    /// <summary>Headers as literals that no table keeps.</summary>
    public static byte[] Block(params (string Name, string Value)[] headers) =>
        [.. headers.SelectMany(header => new byte[] { 0 }.Concat(Text(header.Name)).Concat(Text(header.Value)))];

    public Task SendAsync(byte[] bytes) => socket.SendAsync(bytes, SocketFlags.None);

    /// <summary>Reads a client's first bytes.</summary>
    public Task ReadPrefaceAsync() => ReadExactlyAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".Length);

    /// <summary>Reads frames until one is as wanted; null once the peer closed the connection.</summary>
    public async Task<RawFrame?> ReadAsync(Func<RawFrame, bool> wanted)
    {
        try
        {
            while (true)
            {
                var header = await ReadExactlyAsync(9);
                var payload = await ReadExactlyAsync(BinaryPrimitives.ReadInt32BigEndian(header) >> 8);
                var frame = new RawFrame(header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)), payload);
                if (frame.Type is Settings or Ping && frame.Flags != Ack)
                {
                    await SendAsync(Frame(frame.Type, Ack, 0, frame.Type == Ping ? payload : []));
                }

                if (wanted(frame))
                {
                    return frame;
                }
            }
        }
        catch (Exception error) when (error is SocketException or EndOfStreamException)
        {
            return null;
        }
    }

    /// <summary>Everything that comes until the peer closes, or resets, the connection.</summary>
    public async Task<byte[]> ReadToEndAsync(CancellationToken cancellationToken = default)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16_384];
        try
        {
            for (var read = -1; read != 0;)
            {
                read = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
                all.Write(buffer, 0, read);
            }
        }
        catch (SocketException)
        {
            // A reset is an end, too.
        }

        return all.ToArray();
    }

    public void CloseSending()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The peer was quicker.
        }
    }

    /// <summary>Closes with a reset, which leaves no port waiting.</summary>
    public void Dispose()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    private static IEnumerable<byte> Text(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        if (bytes.Length < 127)
        {
            return bytes.Prepend((byte)bytes.Length);
        }

        // A length in a prefix of seven bits, the rest of it seven bits at a time.
        var length = new List<byte> { 127 };
        var rest = bytes.Length - 127;
        for (; rest >= 128; rest >>= 7)
        {
            length.Add((byte)(rest | 128));
        }

        return length.Append((byte)rest).Concat(bytes);
    }

    private async Task<byte[]> ReadExactlyAsync(int count)
    {
        var buffer = new byte[count];
        for (var filled = 0; filled < count;)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None);
            filled += read > 0 ? read : throw new EndOfStreamException();
        }

        return buffer;
    }
}

internal sealed record RawFrame(byte Type, byte Flags, int Stream, byte[] Payload)
{
    public bool EndsStream => Type == RawConnection.Reset || (Type is RawConnection.Data or RawConnection.HeadersType && (Flags & RawConnection.EndStream) != 0);

    public bool Closes => Type == RawConnection.GoAway;

    /// <summary>The grpc-status among these headers, which are literals; null without one.</summary>
    public string? Status
    {
        get
        {
            var at = Payload.AsSpan().IndexOf("grpc-status"u8);
            return at < 0 ? null : Encoding.ASCII.GetString(Payload, at + 12, Payload[at + 11]);
        }
    }
}
