using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Indicators.ServiceDefaults;

/// <summary>What a port is for.</summary>
public enum Listener
{
    /// <summary>HTTP/1.1 for readers; the gateway only.</summary>
    Rest,

    /// <summary>HTTP/2 for gRPC.</summary>
    Grpc,

    /// <summary>HTTP/1.1 for operators: health, metrics.</summary>
    Operations,
}

/// <summary>The ports of this process.</summary>
public sealed class Listeners
{
    private readonly IPAddress address;
    private readonly (Listener Listener, string Key, int Port)[] asked;
    private readonly Dictionary<Listener, ListenOptions> bound = [];

    internal Listeners(IPAddress address, params (Listener Listener, string Key, int Port)[] asked)
    {
        this.address = address;
        this.asked = asked;
    }

    /// <summary>Where the port is reached. Known once the process has started: port 0 becomes the port that was free.</summary>
    public Uri Address(Listener listener) => new($"http://{bound[listener].IPEndPoint}");

    internal void Configure(KestrelServerOptions kestrel)
    {
        foreach (var (listener, _, port) in asked)
        {
            kestrel.Listen(address, port, options => Configure(options, listener));
        }
    }

    /// <summary>One line on the first port that another program holds, with the key that changes it; null where all are free.</summary>
    internal string? FindTaken()
    {
        foreach (var (_, key, port) in asked.Where(a => a.Port != 0))
        {
            if (!IsFree(address, port))
            {
                return $"port {port} is taken by another program; {key} sets another one";
            }
        }

        return null;
    }

    /// <summary>Whether this machine lets a program listen on the port now.</summary>
    internal static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }

    private void Configure(ListenOptions options, Listener listener)
    {
        options.Protocols = listener == Listener.Grpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
        bound[listener] = options;
        var mark = new ListenerMark(listener);

        // A request sees the features of its connection: no comparing of port numbers, and port 0 works.
        options.Use(next => connection =>
        {
            connection.Features.Set(mark);
            return next(connection);
        });
    }
}

/// <summary>Which port a request came in by.</summary>
public static class ListenerExtensions
{
    /// <summary>The port that this request came in by; null outside Kestrel.</summary>
    public static Listener? GetListener(this HttpContext context) => context.Features.Get<ListenerMark>()?.Listener;
}

internal sealed record ListenerMark(Listener Listener);
