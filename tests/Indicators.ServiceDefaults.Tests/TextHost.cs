using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Indicators.ServiceDefaults.Tests;

/// <summary>A process with the defaults of a service and <see cref="TextService"/>, on real ports.</summary>
internal sealed class TextHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private TextHost(WebApplication app) => this.app = app;

    public Uri Address => app.Services.GetRequiredService<Listeners>().Address(Listener.Grpc);

    public TextService Service => app.Services.GetRequiredService<TextService>();

    public static Task<TextHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(_ => { }, settings);

    /// <summary>With limits that are changed after the suite has set its own.</summary>
    public static async Task<TextHost> StartAsync(Action<KestrelServerLimits> limit, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings
            .Append(("Suite:Services:medical-centers:Grpc", "0")).Append(("Suite:Services:medical-centers:Http", "0"))
            .ToDictionary(s => s.Item1, s => (string?)s.Item2));
        builder.AddServiceDefaults<TextService>("medical-centers");
        builder.WebHost.ConfigureKestrel(kestrel => limit(kestrel.Limits));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TextService>();
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapGrpcService<TextService>();
        await app.StartAsync();
        return new TextHost(app);
    }

    public GrpcChannel Open(SocketsHttpHandler? handler = null) =>
        GrpcChannel.ForAddress(Address, new GrpcChannelOptions { HttpHandler = handler ?? new SocketsHttpHandler(), DisposeHttpClient = true });

    public async Task<string> MetricsAsync()
    {
        using var client = new HttpClient { BaseAddress = app.Services.GetRequiredService<Listeners>().Address(Listener.Operations) };
        return await client.GetStringAsync("/metrics");
    }

    public Task StopAsync() => app.StopAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
