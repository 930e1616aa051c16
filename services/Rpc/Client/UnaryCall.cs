using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Client;

/// <summary>One request, one response.</summary>
internal sealed class UnaryCall<TRequest, TResponse>(
    GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options) : ClientCall(channel, method, host, options)
    where TRequest : class
    where TResponse : class
{
    private readonly Func<DeserializationContext, TResponse> deserialize = method.ResponseMarshaller.ContextualDeserializer;

    public async Task<TResponse> Start(TRequest request)
    {
        try
        {
            using var response = await OpenAsync(
                () => RequestContent.Create(request, method.RequestMarshaller.ContextualSerializer, Channel.Options.MaxSendMessageSize))
                .ConfigureAwait(false);
            var message = await ReadAsync(response).ConfigureAwait(false);
            return End(response, lacksMessage: message is null) is { } failure ? throw failure : message!;
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
