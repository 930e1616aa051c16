using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Grpc.Net.Client.Balancer;

namespace Grpc.Client;

/// <summary>Where requests go: an address, its methods' paths under it, and the name that the server is asked for by, if it is another.</summary>
internal sealed class ServerAddress(string scheme, DnsEndPoint endPoint, string? host)
{
    public static readonly BalancerAttributesKey<string> HostOverride = new("HostOverride");

    private readonly ConcurrentDictionary<IMethod, Uri> methods = new();

    private readonly Uri root = new UriBuilder(scheme, endPoint.Host, endPoint.Port).Uri;

    public ServerAddress(string scheme, BalancerAddress address)
        : this(scheme, address.EndPoint, address.Attributes.TryGetValue(HostOverride, out var name) ? name : null)
    {
    }

    public DnsEndPoint EndPoint => endPoint;

    public string? Host => host;

    public Uri Of(IMethod method) => methods.GetOrAdd(method, static (key, root) => new Uri(root, key.FullName), root);
}
