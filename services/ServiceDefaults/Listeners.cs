using System.Net;
using Indicators.ServiceDefaults.Tls;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Indicators.ServiceDefaults;

/// <summary>What a port is for.</summary>
public enum Listener
{
    /// <summary>HTTP/1.1 for readers; the gateway only.</summary>
    Rest,

    /// <summary>HTTP/2 for gRPC, in TLS where `Suite:Tls` says so.</summary>
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
    private bool isSecure;

    internal Listeners(IPAddress address, params (Listener Listener, string Key, int Port)[] asked)
    {
        this.address = address;
        this.asked = asked;
    }

    /// <summary>Where the port is reached. Known once the process has started: port 0 becomes the port that was free.</summary>
    public Uri Address(Listener listener) => new($"{(isSecure && listener == Listener.Grpc ? "https" : "http")}://{bound[listener].IPEndPoint}");

    internal void Configure(KestrelServerOptions kestrel)
    {
        var settings = TlsSettings.Read(kestrel.ApplicationServices.GetRequiredService<IConfiguration>());
        isSecure = settings.IsOn;
        var tls = isSecure ? new ServerTls(settings, kestrel.ApplicationServices.GetRequiredService<ILogger<ServerTls>>()) : null;
        foreach (var (listener, _, port) in asked)
        {
            kestrel.Listen(address, port, options => Configure(options, listener, tls));
        }
    }

    internal string? FindTaken() => PortCheck.FindTaken(address, asked.Select(a => (a.Key, a.Port)));

    private void Configure(ListenOptions options, Listener listener, ServerTls? tls)
    {
        if (listener == Listener.Grpc)
        {
            tls?.Configure(options);
        }

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
