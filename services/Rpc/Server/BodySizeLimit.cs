using Grpc.Core;
using Microsoft.AspNetCore.Http.Metadata;

namespace Grpc.Server;

/// <summary>Lifts the web server's own limit (30 MB) where larger messages or streams of them are allowed; the message limit then holds alone.</summary>
internal sealed class BodySizeLimit : IRequestSizeLimitMetadata
{
    private const int ServerDefault = 30_000_000;

    public long? MaxRequestBodySize => null;

    public static IEnumerable<object> For(IMethod method, MethodSettings settings) =>
        method.Type is MethodType.Unary or MethodType.ServerStreaming && settings.MaxReceiveMessageSize is { } limit && limit < ServerDefault ? [] : [new BodySizeLimit()];
}
