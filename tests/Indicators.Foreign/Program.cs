using System.Net;
using System.Net.Sockets;
using Indicators.Foreign;

// The parts of the foreign suite that are ours: a server that foreign clients call, and a client that calls a foreign server.
switch (args)
{
    case ["ports", var count]:
        var held = Enumerable.Range(0, int.Parse(count)).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        held.ForEach(listener => listener.Start());
        Console.WriteLine(string.Join(' ', held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)));
        return 0;
    case ["serve", var port]:
        await ProbeServer.RunAsync(int.Parse(port));
        return 0;
    case ["call", var address]:
        return await new ProbeCaller(new Uri(address)).RunAsync();
    default:
        Console.Error.WriteLine("ports <count> | serve <port> | call <address>");
        return 1;
}
