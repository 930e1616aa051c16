using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Carries the container through the configuration of gRPC.</summary>
public interface IGrpcServerBuilder
{
    /// <summary>The container.</summary>
    IServiceCollection Services { get; }
}
