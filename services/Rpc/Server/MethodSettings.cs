using System.IO.Compression;
using Grpc.AspNetCore.Server;
using Grpc.Protocol;
using Microsoft.Extensions.Logging;

namespace Grpc.Server;

/// <summary>The options of a service after those of all services, with what its calls share.</summary>
internal sealed record MethodSettings(
    int? MaxSendMessageSize,
    int? MaxReceiveMessageSize,
    bool EnableDetailedErrors,
    IReadOnlyList<InterceptorRegistration> Interceptors,
    Compressions Compressions,
    MessageCompression? ResponseCompression,
    ILogger Logger)
{
    public static MethodSettings Merge(GrpcServiceOptions all, GrpcServiceOptions one, ILogger logger)
    {
        var compressions = new Compressions(
            one.CompressionProviders.Concat(all.CompressionProviders.Count == 0 ? Compressions.DefaultProviders : all.CompressionProviders));
        return new MethodSettings(
            one.IsMaxSendSet ? one.MaxSendMessageSize : all.MaxSendMessageSize,
            one.IsMaxReceiveSet ? one.MaxReceiveMessageSize : all.MaxReceiveMessageSize,
            one.EnableDetailedErrors ?? all.EnableDetailedErrors ?? false,
            [.. all.Interceptors, .. one.Interceptors],
            compressions,
            OfResponses(
                compressions,
                one.ResponseCompressionAlgorithm ?? all.ResponseCompressionAlgorithm,
                one.ResponseCompressionLevel ?? all.ResponseCompressionLevel),
            logger);
    }

    private static MessageCompression? OfResponses(Compressions compressions, string? algorithm, CompressionLevel? level)
    {
        if (algorithm is null or GrpcProtocol.IdentityEncoding)
        {
            return null;
        }

        return compressions.TryFind(algorithm, out var provider)
            ? new MessageCompression(provider, level)
            : throw new InvalidOperationException(
                $"The response compression algorithm '{algorithm}' has no compression provider; there is '{compressions.AcceptEncoding}'.");
    }
}
