using System.Net;
using Grpc.Core;
using Indicators.Data.V1;
using Indicators.ServiceDefaults.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Indicators.Gateway.Tests;

/// <summary>A real gRPC server on a free port whose every answer is the one that the test sets, with the gateway's way to it.</summary>
internal sealed class FaultyService : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly Upstreams upstreams;
    private readonly Answers answers;

    private FaultyService(WebApplication application, Answers answers, UpstreamLimits limits, FaultyService? other)
    {
        this.application = application;
        this.answers = answers;
        var handlers = new UpstreamHandlers(new TlsSettings("", "", "", ""), NullLogger.Instance);
        Uri[] addresses = other is null ? [Address] : [Address, other.Address];
        upstreams = new Upstreams([.. Enumerable.Repeat(addresses, ServiceOrder.Names.Length)], limits, handlers);
    }

    public Upstream Upstream => upstreams[0];

    public Uri Address => new(application.Urls.Single());

    /// <summary>Requests that reached the server.</summary>
    public int Asked => answers.Asked;

    /// <summary>What the server does with a request from now on, given its number.</summary>
    public Func<int, CancellationToken, Task> Behaviour
    {
        set => answers.Behaviour = value;
    }

    /// <param name="limits">Of the gateway's guard.</param>
    /// <param name="behaviour">What the server does with a request, given its number.</param>
    /// <param name="other">A second server that the gateway knows as another address of the same service.</param>
    public static async Task<FaultyService> StartAsync(UpstreamLimits limits, Func<int, CancellationToken, Task> behaviour, FaultyService? other = null)
    {
        var answers = new Answers { Behaviour = behaviour };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(answers);
        var application = builder.Build();
        application.MapGrpcService<Answers>();
        await application.StartAsync();
        return new FaultyService(application, answers, limits, other);
    }

    public static Task Hang(int number, CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);

    public static Task Fail(StatusCode status) => Task.FromException(new RpcException(new Status(status, "as the test asks")));

    public ValueTask<GetDataVersionResponse> AskAsync(CancellationToken cancellation = default) =>
        Upstream.CallAsync(Upstream.Data.GetDataVersionAsync, new GetDataVersionRequest(), cancellation);

    public async ValueTask DisposeAsync()
    {
        upstreams.Dispose();
        await application.DisposeAsync();
    }

    internal sealed class Answers : IndicatorDataService.IndicatorDataServiceBase
    {
        private int asked;

        public int Asked => Volatile.Read(ref asked);

        public required Func<int, CancellationToken, Task> Behaviour { get; set; }

        public override async Task<GetDataVersionResponse> GetDataVersion(GetDataVersionRequest request, ServerCallContext context)
        {
            await Behaviour(Interlocked.Increment(ref asked), context.CancellationToken);
            return new GetDataVersionResponse { DataVersion = "1-00000000" };
        }

        public override Task StreamObservations(
            StreamObservationsRequest request, IServerStreamWriter<StreamObservationsResponse> responseStream, ServerCallContext context) =>
            Behaviour(Interlocked.Increment(ref asked), context.CancellationToken);
    }
}
