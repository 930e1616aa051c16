using Grpc.Client;

namespace Grpc.Net.Client.Balancer;

/// <summary>Addresses by DNS, by the scheme <c>dns</c>: <c>dns:///host:port</c>.</summary>
/// <param name="refreshInterval">Time between two queries, <see cref="Timeout.InfiniteTimeSpan"/> for none but when a connection is lost.</param>
public sealed class DnsResolverFactory(TimeSpan refreshInterval) : ResolverFactory
{
    /// <inheritdoc/>
    public override string Name => "dns";

    /// <inheritdoc/>
    public override Resolver Create(ResolverOptions options) => new DnsResolver(options, refreshInterval);
}
