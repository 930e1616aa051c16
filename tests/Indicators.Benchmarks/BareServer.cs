using System.Buffers;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Indicators.Benchmarks;

/// <summary>What Kestrel does with no suite behind it: every request is answered with the bytes of the file that its path ends with.</summary>
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
        var app = builder.Build();
        app.Run(async context =>
        {
            var path = context.Request.Path.Value!;
            var bytes = answers[path.AsSpan(path.LastIndexOf('/') + 1)];
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
