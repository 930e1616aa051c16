using System.Collections.Concurrent;
using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Indicators.Testing.Rpc.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Indicators.Rpc.Tests;

/// <summary>A real Kestrel on a free port with the probe service, and a client of it.</summary>
internal sealed class RpcHost : IAsyncDisposable
{
    private readonly WebApplication application;

    private RpcHost(WebApplication application, ErrorLog errors, GrpcChannelOptions? options)
    {
        this.application = application;
        Errors = errors;
        Address = new Uri(application.Urls.Single());
        Channel = GrpcChannel.ForAddress(Address, options ?? new GrpcChannelOptions());
        Client = new ProbeService.ProbeServiceClient(Channel);
        Raw = new HttpClient
        {
            BaseAddress = Address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact
        };
    }

    public Uri Address { get; }

    public GrpcChannel Channel { get; }

    public ProbeService.ProbeServiceClient Client { get; }

    /// <summary>Plain HTTP/2, for requests that no gRPC client would send.</summary>
    public HttpClient Raw { get; }

    /// <summary>What the server logged as an error.</summary>
    public ErrorLog Errors { get; }

    public static Task<RpcHost> StartAsync(
        Probe probe,
        Action<GrpcServiceOptions>? options = null,
        GrpcChannelOptions? client = null,
        Action<IServiceCollection>? services = null,
        int port = 0) =>
        StartAsync(
            collection =>
            {
                collection.AddGrpc(options ?? (_ => { }));
                collection.AddSingleton(probe);
                services?.Invoke(collection);
            },
            web => web.MapGrpcService<Probe>(),
            client,
            port: port);

    public static async Task<RpcHost> StartAsync(
        Action<IServiceCollection> services,
        Action<WebApplication> map,
        GrpcChannelOptions? client = null,
        HttpProtocols protocols = HttpProtocols.Http2,
        int port = 0)
    {
        var errors = new ErrorLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = protocols));
        builder.Logging.ClearProviders().AddProvider(errors);
        services(builder.Services);
        var application = builder.Build();
        map(application);
        await application.StartAsync();
        return new RpcHost(application, errors, client);
    }

    public Task StopAsync() => application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Raw.Dispose();
        Channel.Dispose();
        await application.DisposeAsync();
    }

    internal sealed class ErrorLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> messages = new();

        public IReadOnlyCollection<string> Messages => messages;

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                messages.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
