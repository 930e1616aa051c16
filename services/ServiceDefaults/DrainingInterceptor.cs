using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Hosting;

namespace Indicators.ServiceDefaults;

/// <summary>
/// Ends streams with UNAVAILABLE when the process stops: one that never ends by itself would hold it up until its connection is cut, and its
/// reader could not tell that from a fault. Calls of one answer are left to finish.
/// </summary>
internal sealed class DrainingInterceptor : Interceptor
{
    // Streams that have an end may reach it meanwhile; the host waits longer than this before it cuts connections.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource draining = new();

    public DrainingInterceptor(IHostApplicationLifetime lifetime) =>
        lifetime.ApplicationStopping.Register(() => draining.CancelAfter(Grace));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, ending => continuation(new DrainingReader<TRequest>(requestStream, ending.CancellationToken), ending));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, async ending =>
        {
            await continuation(request, responseStream, ending);
            return true;
        });

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, async ending =>
        {
            await continuation(new DrainingReader<TRequest>(requestStream, ending.CancellationToken), responseStream, ending);
            return true;
        });

    private async Task<T> RunAsync<T>(ServerCallContext context, Func<ServerCallContext, Task<T>> run)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, draining.Token);
        try
        {
            return await run(new DrainingContext(context, ending.Token));
        }
        catch (Exception) when (draining.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The service is stopping; call again."));
        }
    }

    /// <summary>Reads that end with the process, whatever token the method gives them.</summary>
    private sealed class DrainingReader<T>(IAsyncStreamReader<T> requests, CancellationToken ending) : IAsyncStreamReader<T>
    {
        public T Current => requests.Current;

        public Task<bool> MoveNext(CancellationToken cancellationToken) =>
            !cancellationToken.CanBeCanceled || cancellationToken == ending ? requests.MoveNext(ending) : LinkedAsync(cancellationToken);

        private async Task<bool> LinkedAsync(CancellationToken cancellationToken)
        {
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending);
            return await requests.MoveNext(linked.Token);
        }
    }
}
