using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Endpoint metadata: which method of which service answers there.</summary>
public sealed class GrpcMethodMetadata(Type serviceType, IMethod method)
{
    /// <summary>The class that implements the service.</summary>
    public Type ServiceType { get; } = serviceType ?? throw new ArgumentNullException(nameof(serviceType));

    /// <summary>The method.</summary>
    public IMethod Method { get; } = method ?? throw new ArgumentNullException(nameof(method));
}
