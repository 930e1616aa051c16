namespace Grpc.Net.Client.Balancer;

/// <summary>Addresses that a function knows, by the scheme <c>static</c>.</summary>
public sealed class StaticResolverFactory : ResolverFactory
{
    private readonly Func<Uri, IEnumerable<BalancerAddress>> addresses;

    /// <summary>The function is asked once for each channel.</summary>
    public StaticResolverFactory(Func<Uri, IEnumerable<BalancerAddress>> addressesCallback) =>
        addresses = addressesCallback ?? throw new ArgumentNullException(nameof(addressesCallback));

    /// <inheritdoc/>
    public override string Name => "static";

    /// <inheritdoc/>
    public override Resolver Create(ResolverOptions options) => new StaticResolver([.. addresses(options.Address)]);

    private sealed class StaticResolver(IReadOnlyList<BalancerAddress> addresses) : Resolver
    {
        public override void Start(Action<ResolverResult> listener) => listener(ResolverResult.ForResult(addresses));
    }
}
