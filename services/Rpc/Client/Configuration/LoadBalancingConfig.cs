namespace Grpc.Net.Client.Configuration;

/// <summary>A way to spread calls over addresses.</summary>
public class LoadBalancingConfig
{
    /// <summary>All calls go to the first address that can be reached.</summary>
    public const string PickFirstPolicyName = "pick_first";

    /// <summary>Calls go to all reachable addresses in turn.</summary>
    public const string RoundRobinPolicyName = "round_robin";

    /// <summary>The way of that name.</summary>
    public LoadBalancingConfig(string loadBalancingPolicyName) =>
        PolicyName = loadBalancingPolicyName ?? throw new ArgumentNullException(nameof(loadBalancingPolicyName));

    /// <summary>Its name.</summary>
    public string PolicyName { get; }
}

/// <summary>All calls go to the first address that can be reached.</summary>
public sealed class PickFirstConfig() : LoadBalancingConfig(PickFirstPolicyName);

/// <summary>Calls go to all reachable addresses in turn.</summary>
public sealed class RoundRobinConfig() : LoadBalancingConfig(RoundRobinPolicyName);
