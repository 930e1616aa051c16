using Grpc.Net.Client;
using Indicators.Data.V1;
using Indicators.ServiceDefaults;
using Indicators.ServiceDefaults.Tls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Indicators.Cli.Publishing;

/// <summary>One connection to the PublishService of each service, shared by all calls.</summary>
public sealed class SuiteChannels : IDisposable
{
    private readonly Dictionary<string, GrpcChannel> channels;

    /// <summary>Connections by the name of the service, opened on first use.</summary>
    public SuiteChannels(IEnumerable<KeyValuePair<string, Uri>> addresses) =>
        channels = addresses.ToDictionary(a => a.Key, a => GrpcChannel.ForAddress(a.Value), StringComparer.Ordinal);

    /// <summary>Connections to the services of this machine.</summary>
    public SuiteChannels(SuiteSettings settings)
    {
        channels = settings.Services.ToDictionary(s => s.Key, s => Open(settings, s.Value.Grpc), StringComparer.Ordinal);
    }

    /// <summary>Names of the services.</summary>
    public IReadOnlyCollection<string> Names => channels.Keys;

    /// <summary>A connection to a gRPC port of this machine's suite.</summary>
    internal static GrpcChannel Open(SuiteSettings settings, int port) => GrpcChannel.ForAddress(settings.GrpcAddress(port), new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true }.Secure(settings.Tls, NullLogger.Instance),
        DisposeHttpClient = true,
    });

    internal PublishService.PublishServiceClient Client(string service) => new(channels[service]);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var channel in channels.Values)
        {
            channel.Dispose();
        }
    }
}
