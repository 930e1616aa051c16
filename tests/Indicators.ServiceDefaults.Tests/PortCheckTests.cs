using System.Net;
using System.Net.Sockets;

namespace Indicators.ServiceDefaults.Tests;

public sealed class PortCheckTests
{
    [Fact]
    public void Port_HeldByAnotherProgram_IsNamedWithTheKeyThatChangesIt()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var taken = PortCheck.FindTaken(IPAddress.Loopback, [("Suite:Gateway:Rest", 0), ("Suite:Gateway:Grpc", port)]);

        Assert.Contains($"{port}", taken);
        Assert.Contains("Suite:Gateway:Grpc", taken);
    }

    [Fact]
    public void Port_GivenBackOrZero_IsFree()
    {
        int port;
        using (var other = new TcpListener(IPAddress.Loopback, 0))
        {
            other.Start();
            port = ((IPEndPoint)other.LocalEndpoint).Port;
        }

        Assert.Null(PortCheck.FindTaken(IPAddress.Loopback, [("a", port), ("b", 0)]));
    }
}
