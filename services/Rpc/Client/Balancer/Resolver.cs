using Grpc.Core;

namespace Grpc.Net.Client.Balancer;

/// <summary>Finds the addresses of a channel.</summary>
public abstract class Resolver : IDisposable
{
    /// <summary>Starts it; the listener takes each result, from any thread.</summary>
    public abstract void Start(Action<ResolverResult> listener);

    /// <summary>Asks for a new result, as an address may be out of date. May be ignored.</summary>
    public virtual void Refresh()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>The addresses of a channel, or why there are none.</summary>
public sealed class ResolverResult
{
    private ResolverResult(Status status, IReadOnlyList<BalancerAddress>? addresses)
    {
        Status = status;
        Addresses = addresses;
    }

    /// <summary>OK, or why there are no addresses.</summary>
    public Status Status { get; }

    /// <summary>The addresses, the preferred first; null for a failure.</summary>
    public IReadOnlyList<BalancerAddress>? Addresses { get; }

    /// <summary>No addresses, for this reason.</summary>
    public static ResolverResult ForFailure(Status status) => status.StatusCode != StatusCode.OK
        ? new ResolverResult(status, null)
        : throw new ArgumentException("A failure needs a status other than OK.", nameof(status));

    /// <summary>These addresses.</summary>
    public static ResolverResult ForResult(IReadOnlyList<BalancerAddress> addresses) =>
        new(Status.DefaultSuccess, addresses ?? throw new ArgumentNullException(nameof(addresses)));
}
