namespace Grpc.Net.Client.Configuration;

/// <summary>How a channel makes its calls.</summary>
public sealed class ServiceConfig
{
    /// <summary>Ways to spread calls over addresses, the preferred first; pick first where there is none.</summary>
    public IList<LoadBalancingConfig> LoadBalancingConfigs { get; } = [];

    /// <summary>Settings of methods.</summary>
    public IList<MethodConfig> MethodConfigs { get; } = [];
}
