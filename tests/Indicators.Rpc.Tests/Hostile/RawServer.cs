using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client;

namespace Indicators.Rpc.Tests.Hostile;

/// <summary>An HTTP/2 server that answers byte by byte, for what no server library sends.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<RawCall, Task> answer;
    private int connections;

    private RawServer(Func<RawCall, Task> answer)
    {
        this.answer = answer;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://{listener.LocalEndPoint}");

    /// <summary>Connections that were opened.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Answers each call as soon as its headers are there.</summary>
    public static RawServer Start(Func<RawCall, Task> answer) => new(answer);

    public GrpcChannel Open(SocketsHttpHandler? handler = null) => GrpcChannel.ForAddress(
        Address, new GrpcChannelOptions { HttpHandler = handler ?? new SocketsHttpHandler(), DisposeHttpClient = true });

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(new RawConnection(await listener.AcceptAsync()), Interlocked.Increment(ref connections));
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(RawConnection connection, int number)
    {
        using (connection)
        {
            try
            {
                await connection.ReadPrefaceAsync();
                await connection.SendAsync(RawConnection.Frame(RawConnection.Settings, 0, 0));
                while (await connection.ReadAsync(frame => frame.Type == RawConnection.HeadersType) is { } headers)
                {
                    await answer(new RawCall(connection, headers.Stream, number));
                }
            }
            catch (Exception error) when (error is SocketException or EndOfStreamException or ObjectDisposedException)
            {
                // The client left, or the answer was to hang up.
            }
        }
    }
}

/// <summary>One call at a raw server.</summary>
internal sealed record RawCall(RawConnection Connection, int Stream, int ConnectionNumber)
{
    public Task HeadersAsync(params (string Name, string Value)[] more) => SendAsync(RawConnection.HeadersType, RawConnection.EndHeaders, RawConnection.Block(
        [(":status", "200"), ("content-type", "application/grpc"), .. more]));

    public Task DataAsync(byte[] body) => SendAsync(RawConnection.Data, 0, body);

    public Task TrailersAsync(params (string Name, string Value)[] trailers) =>
        SendAsync(RawConnection.HeadersType, RawConnection.EndHeaders | RawConnection.EndStream, RawConnection.Block(trailers));

    public Task ResetAsync(byte code) => SendAsync(RawConnection.Reset, 0, [0, 0, 0, code]);

    /// <summary>Says that the connection ends after this many streams, with a code.</summary>
    public Task GoAwayAsync(byte last, byte code) =>
        Connection.SendAsync(RawConnection.Frame(RawConnection.GoAway, 0, 0, 0, 0, 0, last, 0, 0, 0, code));

    /// <summary>A whole answer, as a good server gives it.</summary>
    public async Task AnswerAsync(byte[] body)
    {
        await HeadersAsync();
        await DataAsync(body);
        await TrailersAsync(("grpc-status", "0"));
    }

    public void HangUp() => Connection.Dispose();

    private Task SendAsync(byte type, byte flags, byte[] payload) => Connection.SendAsync(RawConnection.Frame(type, flags, Stream, payload));
}
