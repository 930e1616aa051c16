using System.Net;
using System.Net.Sockets;
using Indicators.ServiceDefaults;
using Microsoft.Extensions.Configuration;

namespace Indicators.EndToEnd.Tests;

/// <summary>A free port for every port of the suite, as settings and by what it stands for in deploy/local/suite.json.</summary>
internal sealed class Ports
{
    private static readonly SuiteSettings Listed = SuiteSettings.Read(new ConfigurationBuilder().AddSuiteDefaults().Build());
    private readonly Dictionary<string, int> chosen;

    private Ports(Dictionary<string, int> chosen) => this.chosen = chosen;

    public int this[string key] => chosen[key];

    public IEnumerable<int> All => chosen.Values;

    /// <summary>Names of the services, such as `medical-centers`.</summary>
    public IEnumerable<string> Services => Listed.Services.Keys;

    /// <summary>All are held at once while choosing, so that no two are the same.</summary>
    public static Ports Choose()
    {
        var held = Listed.AllPorts().Select(p => (p.Key, Listener: Listen())).ToList();
        var ports = held.ToDictionary(h => h.Key, h => ((IPEndPoint)h.Listener.LocalEndpoint).Port);
        held.ForEach(h => h.Listener.Stop());
        return new Ports(ports);
    }

    public static TcpListener Listen(int port = 0)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }

    /// <summary>As a program of the suite takes them.</summary>
    public IEnumerable<string> AsSettings() => chosen.Select(p => $"--{p.Key}={p.Value}");

    /// <summary>As the command line takes them.</summary>
    public IEnumerable<string> AsArguments() => chosen.SelectMany(p => new[] { "--set", $"{p.Key}={p.Value}" });

    /// <summary>A call of the documentation with the ports of this run.</summary>
    public string Substitute(string call) => Listed.AllPorts().Aggregate(call, (text, p) => text
        .Replace($"localhost:{p.Port}", $"127.0.0.1:{chosen[p.Key]}", StringComparison.Ordinal)
        .Replace($"127.0.0.1:{p.Port}", $"127.0.0.1:{chosen[p.Key]}", StringComparison.Ordinal));
}
