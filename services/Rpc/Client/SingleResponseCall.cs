using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Client;

/// <summary>One request or a stream of them, one response.</summary>
internal sealed class SingleResponseCall<TRequest, TResponse>(
    GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options) : ClientCall(channel, method, host, options)
    where TRequest : class
    where TResponse : class
{
    private readonly Func<DeserializationContext, TResponse> deserialize = method.ResponseMarshaller.ContextualDeserializer;
    private Task<TResponse>? response;

    public Task<TResponse> Start(TRequest request) =>
        RunAsync(() => CreateContent(request, method.RequestMarshaller));

    public (RequestStream<TRequest> Requests, Task<TResponse> Response) StartStream()
    {
        var content = new StreamContent();
        var requests = CreateRequestStream(content, method.RequestMarshaller);
        return (requests, response = RunAsync(() => content));
    }

    // The one response is always being read, so it tells how the call ended soon after.
    protected override Task Ending => response ?? Task.CompletedTask;

    private async Task<TResponse> RunAsync(Func<CallContent> create)
    {
        try
        {
            using var response = await OpenAsync(create).ConfigureAwait(false);
            if (HasEnded)
            {
                throw Failure();
            }

            var message = await ReadAsync(response).ConfigureAwait(false);
            return End(response, lacksMessage: message is null) ? message! : throw Failure();
        }
        catch (Exception error)
        {
            throw Fail(error);
        }
        finally
        {
            CleanUp();
        }
    }

    private async ValueTask<TResponse?> ReadAsync(HttpResponseMessage response)
    {
        using var frames = CreateFrames(response, await response.Content.ReadAsStreamAsync(CancellationToken).ConfigureAwait(false));
        var message = await frames.ReadAsync(deserialize, CancellationToken).ConfigureAwait(false);

        // The trailers come after the end of the body, so the end has to be read too.
        return message is null || await frames.ReadAsync(deserialize, CancellationToken).ConfigureAwait(false) is null
            ? message
            : throw new RpcException(new Status(StatusCode.Internal, "The server answered a unary call with more than one message."));
    }
}
