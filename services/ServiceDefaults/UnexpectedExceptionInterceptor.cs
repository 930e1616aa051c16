using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace Indicators.ServiceDefaults;

/// <summary>Logs what no caller can be blamed for, once, and answers INTERNAL without the details.</summary>
internal sealed class UnexpectedExceptionInterceptor(ILogger<UnexpectedExceptionInterceptor> log) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            // Most answers are there at once: waiting for those would cost more than the answer itself.
            var answer = continuation(request, context);
            return answer.IsCompletedSuccessfully ? answer : AwaitAsync(answer, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Replace(e, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Replace(e, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Replace(e, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Replace(e, context);
        }
    }

    private async Task<TResponse> AwaitAsync<TResponse>(Task<TResponse> answer, ServerCallContext context)
    {
        try
        {
            return await answer;
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Replace(e, context);
        }
    }

    private Exception Replace(Exception e, ServerCallContext context)
    {
        // Whatever fails once the call is given up is the giving up, an interrupted database too.
        if (context.CancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException("The call was given up while it was answered.", e, context.CancellationToken);
        }

        // A stream may notice that its client is gone before the call's token does; any other cancellation the server logs itself.
        if (e is OperationCanceledException)
        {
            return e;
        }

        log.CallFailed(e, context.Method);
        return new RpcException(new Status(StatusCode.Internal, "The service failed while it answered; its log says why."));
    }
}
