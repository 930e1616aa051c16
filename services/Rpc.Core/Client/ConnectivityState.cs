namespace Grpc.Core;

/// <summary>Whether a channel can be used now.</summary>
public enum ConnectivityState
{
    /// <summary>Not connected, and nobody asked for it.</summary>
    Idle,
    /// <summary>Connecting.</summary>
    Connecting,
    /// <summary>Connected.</summary>
    Ready,
    /// <summary>Could not connect; another attempt follows.</summary>
    TransientFailure,
    /// <summary>Disposed.</summary>
    Shutdown
}
