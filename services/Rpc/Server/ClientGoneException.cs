namespace Grpc.Server;

/// <summary>The client stopped listening or sending. Its own type, because the transport may notice before the call's token says so.</summary>
internal sealed class ClientGoneException(string message, Exception? inner = null) : OperationCanceledException(message, inner);
