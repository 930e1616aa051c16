using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client.Balancer;

/// <summary>Makes the resolvers of channels whose address has its scheme; given to a channel by <see cref="GrpcChannelOptions.ServiceProvider"/>.</summary>
public abstract class ResolverFactory
{
    /// <summary>The scheme, <c>dns</c> for example.</summary>
    public abstract string Name { get; }

    /// <summary>A resolver for one channel.</summary>
    public abstract Resolver Create(ResolverOptions options);
}

/// <summary>The channel that a resolver is made for.</summary>
public sealed class ResolverOptions
{
    internal ResolverOptions(Uri address, int defaultPort, ILoggerFactory loggerFactory, GrpcChannelOptions channelOptions)
    {
        Address = address;
        DefaultPort = defaultPort;
        LoggerFactory = loggerFactory;
        ChannelOptions = channelOptions;
    }

    /// <summary>The channel's address.</summary>
    public Uri Address { get; }

    /// <summary>The port where the address names none: 443 with TLS, else 80.</summary>
    public int DefaultPort { get; }

    /// <summary>Makes loggers.</summary>
    public ILoggerFactory LoggerFactory { get; }

    /// <summary>The channel's options.</summary>
    public GrpcChannelOptions ChannelOptions { get; }
}
