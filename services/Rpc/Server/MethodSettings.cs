using Grpc.AspNetCore.Server;
using Microsoft.Extensions.Logging;

namespace Grpc.Server;

/// <summary>The options of a service after those of all services, with what its calls share.</summary>
internal sealed record MethodSettings(
    int? MaxSendMessageSize,
    int? MaxReceiveMessageSize,
    bool EnableDetailedErrors,
    IReadOnlyList<InterceptorRegistration> Interceptors,
    ILogger Logger)
{
    public static MethodSettings Merge(GrpcServiceOptions all, GrpcServiceOptions one, ILogger logger) => new(
        one.IsMaxSendSet ? one.MaxSendMessageSize : all.MaxSendMessageSize,
        one.IsMaxReceiveSet ? one.MaxReceiveMessageSize : all.MaxReceiveMessageSize,
        one.EnableDetailedErrors ?? all.EnableDetailedErrors ?? false,
        [.. all.Interceptors, .. one.Interceptors],
        logger);
}
