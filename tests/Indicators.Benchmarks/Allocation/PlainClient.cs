using System.Buffers.Binary;
using System.Net.Sockets;

namespace Indicators.Benchmarks.Allocation;

/// <summary>One call after the other over HTTP/2 with nothing allocated for any of them, so that what is counted is the server's.</summary>
internal sealed class PlainClient : IDisposable
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly byte[] call;
    private readonly int dataFrame;
    private int stream = 1;
    private int start;
    private int end;

    /// <param name="port">At loopback.</param>
    /// <param name="path">What is called.</param>
    /// <param name="message">The body of each request.</param>
    public PlainClient(int port, string path, byte[] message)
    {
        var data = Http2Bytes.Frame(Http2Bytes.Data, Http2Bytes.EndStream, stream, message);
        call = [.. Http2Bytes.Frame(Http2Bytes.Headers, Http2Bytes.EndHeaders, stream, Http2Bytes.SameCall), .. data];
        dataFrame = call.Length - data.Length;
        socket = Http2Bytes.Connect(port);
        socket.Send(Http2Bytes.Frame(Http2Bytes.Headers, Http2Bytes.EndHeaders, stream, Http2Bytes.Call(path)));
        socket.Send(data);
        ReadAnswer();
    }

    /// <summary>Makes a call and reads its answer to the end; returns the bytes of its messages.</summary>
    public int Call()
    {
        stream += 2;
        BinaryPrimitives.WriteInt32BigEndian(call.AsSpan(5), stream);
        BinaryPrimitives.WriteInt32BigEndian(call.AsSpan(dataFrame + 5), stream);
        socket.Send(call);
        return ReadAnswer();
    }

    public void Dispose() => socket.Dispose();

    private int ReadAnswer()
    {
        var received = 0;
        while (true)
        {
            Need(Http2Bytes.FrameHeader);
            var header = buffer.AsSpan(start, Http2Bytes.FrameHeader);
            var (length, type, flags) = (BinaryPrimitives.ReadInt32BigEndian(header) >> 8, header[3], header[4]);
            var of = BinaryPrimitives.ReadInt32BigEndian(header[5..]);
            Need(Http2Bytes.FrameHeader + length);
            start += Http2Bytes.FrameHeader + length;
            if (type == Http2Bytes.Settings && flags == 0)
            {
                socket.Send(Http2Bytes.Frame(Http2Bytes.Settings, 1, 0));
            }

            if (of == stream && type <= Http2Bytes.Headers)
            {
                received += type == 0 ? length : 0;
                if ((flags & Http2Bytes.EndStream) != 0)
                {
                    return received;
                }
            }
            else if (of != 0)
            {
                throw new InvalidOperationException($"A frame of type {type} came in place of an answer.");
            }
        }
    }

    private void Need(int count)
    {
        if (end - start >= count)
        {
            return;
        }

        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        while (end < count)
        {
            var read = socket.Receive(buffer.AsSpan(end));
            end += read > 0 ? read : throw new EndOfStreamException();
        }
    }
}
