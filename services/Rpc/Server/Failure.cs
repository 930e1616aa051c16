using Grpc.Core;
using Grpc.Protocol;

namespace Grpc.Server;

/// <summary>Which status an exception of a method becomes.</summary>
internal static class Failure
{
    private const string Thrown = "Exception was thrown by handler.";

    public static readonly Status DeadlineExceeded = new(StatusCode.DeadlineExceeded, "Deadline Exceeded");

    public static Status ToStatus(Exception error, ServerCall call)
    {
        var logger = call.Settings.Logger;
        if (call.TimeLimit is { HasFired: true })
        {
            return DeadlineExceeded;
        }

        if (error is RpcException failure)
        {
            logger.CallFailed(call.Method, failure.StatusCode, failure.Status.Detail);
            foreach (var trailer in failure.Trailers)
            {
                call.ResponseTrailers.Add(trailer);
            }

            return failure.Status;
        }

        var mayBeCancellation = error is OperationCanceledException or IOException;
        if (error is ClientGoneException || (mayBeCancellation && call.CancellationToken.IsCancellationRequested))
        {
            logger.CallCancelled(call.Method);
            return new Status(StatusCode.Cancelled, "The call was cancelled by the client.");
        }

        logger.HandlerFailed(call.Method, error);
        var detail = call.Settings.EnableDetailedErrors ? $"{Thrown} {ExceptionText.Describe(error)}" : Thrown;
        return new Status(StatusCode.Unknown, detail, error);
    }
}
