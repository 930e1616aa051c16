using System.Net;
using Grpc.Core;
using Indicators.Data.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Indicators.Cli.Tests;

/// <summary>A real gRPC server that takes packages and never comes to the end of storing one.</summary>
internal sealed class PublishServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private PublishServer(WebApplication application) => this.application = application;

    /// <summary>A package is being stored.</summary>
    public Task Storing => application.Services.GetRequiredService<Slow>().Storing.Task;

    public string[] AsArguments => ["--set", $"Suite:Services:county-hospitals:Grpc={new Uri(application.Urls.Single()).Port}"];

    public static async Task<PublishServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<Slow>();
        var application = builder.Build();
        application.MapGrpcService<Slow>();
        await application.StartAsync();
        return new PublishServer(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    internal sealed class Slow : PublishService.PublishServiceBase
    {
        public TaskCompletionSource Storing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task<StageReleaseResponse> StageRelease(StageReleaseRequest request, ServerCallContext context)
        {
            if (!request.ValidateOnly)
            {
                Storing.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }

            return new StageReleaseResponse { ObservationCount = 1, ContentHash = "00" };
        }
    }
}
