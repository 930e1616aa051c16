namespace Grpc.Server;

/// <summary>The client stopped listening or sending. A type of its own: the transport may notice before the call's token does.</summary>
internal sealed class ClientGoneException(string message, Exception? inner = null) : OperationCanceledException(message, inner);
