using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Indicators.Benchmarks;

/// <summary>What Kestrel does with no suite behind it: every request is answered with the bytes of the file `&lt;name&gt;` that its path names.</summary>
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
        var answers = Directory.GetFiles(folder).ToDictionary(f => "/" + Path.GetFileName(f), File.ReadAllBytes);
        var app = builder.Build();
        app.Run(async context =>
        {
            var bytes = answers[context.Request.Path.Value!];
            if (context.Request.ContentLength > 0)
            {
                await context.Request.Body.CopyToAsync(Stream.Null);
            }

            context.Response.ContentType = "application/json";
            context.Response.ContentLength = bytes.Length;
            await context.Response.BodyWriter.WriteAsync(bytes);
        });
        app.Run();
    }
}
