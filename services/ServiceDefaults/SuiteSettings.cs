using System.Globalization;
using System.Net;
using Indicators.ServiceDefaults.Tls;
using Microsoft.Extensions.Configuration;

namespace Indicators.ServiceDefaults;

/// <summary>Where the processes of the suite listen and keep their data, as deploy/local/suite.json lists it and configuration overrides it.</summary>
/// <param name="Listen">IP address that every port is bound to.</param>
/// <param name="DataFolder">Absolute folder of the database files.</param>
/// <param name="Gateway">Ports of the gateway.</param>
/// <param name="Services">Ports of each service by its name, such as `medical-centers`.</param>
public sealed record SuiteSettings(IPAddress Listen, string DataFolder, GatewayPorts Gateway, IReadOnlyDictionary<string, ServicePorts> Services)
{
    /// <summary>Certificate files of the gRPC ports and of the clients that call them.</summary>
    public required TlsSettings Tls { get; init; }

    /// <summary>Reads the section `Suite`.</summary>
    /// <exception cref="InvalidOperationException">A value is missing or no address or port; the message names its key.</exception>
    public static SuiteSettings Read(IConfiguration configuration)
    {
        var suite = configuration.GetSection("Suite");
        var listen = suite["Listen"];
        return new SuiteSettings(
            IPAddress.TryParse(listen, out var address) ? address : throw new InvalidOperationException($"Suite:Listen is `{listen}`; it must be an IP address such as 127.0.0.1"),
            Path.GetFullPath(suite["Data"] is { Length: > 0 } data ? data : throw new InvalidOperationException("Suite:Data is blank; it must be a folder such as var/data")),
            new GatewayPorts(Port(suite, "Gateway:Rest"), Port(suite, "Gateway:Grpc"), Port(suite, "Gateway:Operations")),
            suite.GetSection("Services").GetChildren().ToDictionary(s => s.Key, s => new ServicePorts(Port(suite, $"Services:{s.Key}:Grpc"), Port(suite, $"Services:{s.Key}:Http"))))
        {
            Tls = TlsSettings.Read(configuration),
        };
    }

    /// <summary>The ports of one service.</summary>
    /// <exception cref="InvalidOperationException">No service has this name.</exception>
    public ServicePorts Service(string name) => Services.TryGetValue(name, out var ports)
        ? ports
        : throw new InvalidOperationException($"Suite:Services lists no `{name}`, only {string.Join(", ", Services.Keys)}");

    /// <summary>Every port of the suite with the key that sets it, the gateway's first.</summary>
    public IEnumerable<(string Key, int Port)> AllPorts() =>
    [
        ("Suite:Gateway:Rest", Gateway.Rest),
        ("Suite:Gateway:Grpc", Gateway.Grpc),
        ("Suite:Gateway:Operations", Gateway.Operations),
        .. Services.SelectMany(s => new[] { ($"Suite:Services:{s.Key}:Grpc", s.Value.Grpc), ($"Suite:Services:{s.Key}:Http", s.Value.Http) }),
    ];

    /// <summary>Where a client on this machine reaches a gRPC port of the suite: https where `Suite:Tls` says so.</summary>
    public Uri GrpcAddress(int port) => Tls.IsOn ? new UriBuilder(Address(port)) { Scheme = Uri.UriSchemeHttps, Port = port }.Uri : Address(port);

    /// <summary>Where a client on this machine reaches another port of the suite.</summary>
    public Uri Address(int port)
    {
        var host = Listen.Equals(IPAddress.Any) ? IPAddress.Loopback : Listen.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : Listen;
        return new Uri($"http://{new IPEndPoint(host, port)}");
    }

    private static int Port(IConfiguration suite, string key) =>
        int.TryParse(suite[key], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new InvalidOperationException($"Suite:{key} is `{suite[key]}`; it must be a port from 0 to 65535, 0 meaning any free one");
}

/// <summary>Ports of the gateway.</summary>
/// <param name="Rest">HTTP/1.1 for readers.</param>
/// <param name="Grpc">HTTP/2 without TLS for readers.</param>
/// <param name="Operations">HTTP/1.1 for operators.</param>
public sealed record GatewayPorts(int Rest, int Grpc, int Operations);

/// <summary>Ports of one service.</summary>
/// <param name="Grpc">HTTP/2 without TLS.</param>
/// <param name="Http">HTTP/1.1: health.</param>
public sealed record ServicePorts(int Grpc, int Http);
