using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Indicators.Benchmarks;

/// <summary>
/// What Kestrel does with no suite behind it: every request is answered with the bytes of the file that its path ends with. Below `/hop` it first asks the
/// HTTP/2 port for a page of figures and drops it: what it costs to stand behind a gateway, with no work done at either end.
/// </summary>
internal static class BareServer
{
    public static void Run(int http1, int http2, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(http1, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.ListenLocalhost(http2, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var answers = Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes).GetAlternateLookup<ReadOnlySpan<char>>();
        using var hop = new HttpClient { BaseAddress = new Uri($"http://localhost:{http2}"), DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var app = builder.Build();
        app.Run(async context =>
        {
            var path = context.Request.Path.Value!;
            var bytes = answers[path.AsSpan(path.LastIndexOf('/') + 1)];
            if (context.Request.Path.StartsWithSegments("/hop"))
            {
                _ = await hop.GetByteArrayAsync("/QueryObservations");
            }

            if (context.Request.ContentLength > 0)
            {
                await context.Request.Body.CopyToAsync(Stream.Null);
            }

            if (HttpProtocol.IsHttp2(context.Request.Protocol))
            {
                // Every byte that a client of gRPC gets, its trailer too.
                context.Response.ContentType = "application/grpc";
                context.Response.BodyWriter.Write(bytes);
                context.Response.AppendTrailer("grpc-status", "0");
                return;
            }

            context.Response.ContentType = "application/json";
            context.Response.ContentLength = bytes.Length;
            await context.Response.BodyWriter.WriteAsync(bytes);
        });
        app.Run();
    }
}
