using System.Net;

namespace Grpc.Net.Client.Balancer;

/// <summary>An address that a channel may connect to.</summary>
public sealed class BalancerAddress
{
    /// <summary>An address of a host and a port.</summary>
    public BalancerAddress(DnsEndPoint endPoint) => EndPoint = endPoint ?? throw new ArgumentNullException(nameof(endPoint));

    /// <summary>An address of a host and a port.</summary>
    public BalancerAddress(string host, int port)
        : this(new DnsEndPoint(host, port))
    {
    }

    /// <summary>Host and port.</summary>
    public DnsEndPoint EndPoint { get; }

    /// <summary>What else is known of the address.</summary>
    public BalancerAttributes Attributes { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => $"{EndPoint.Host}:{EndPoint.Port}";
}
