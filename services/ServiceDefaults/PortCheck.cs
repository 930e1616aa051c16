using System.Net;
using System.Net.Sockets;

namespace Indicators.ServiceDefaults;

/// <summary>Looks before a process starts whether its ports are free: the server's own failure is a page of stack trace.</summary>
public static class PortCheck
{
    /// <summary>One line on the first port that another program holds, with the key that changes it; null where all are free.</summary>
    /// <param name="address">Address that the ports are bound to.</param>
    /// <param name="ports">Configuration key and port; port 0 is always free.</param>
    public static string? FindTaken(IPAddress address, IEnumerable<(string Key, int Port)> ports)
    {
        foreach (var (key, port) in ports.Where(p => p.Port != 0 && !IsFree(address, p.Port)))
        {
            return $"port {port} is taken by another program; {key} sets another one";
        }

        return null;
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
