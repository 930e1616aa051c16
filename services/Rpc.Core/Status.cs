namespace Grpc.Core;

/// <summary>How a call ended; the numbers are those of the wire.</summary>
public enum StatusCode
{
    /// <summary>Success.</summary>
    OK = 0,
    /// <summary>The caller gave up.</summary>
    Cancelled = 1,
    /// <summary>An error that fits nowhere else.</summary>
    Unknown = 2,
    /// <summary>An argument that is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,
    /// <summary>Time ran out before the call ended.</summary>
    DeadlineExceeded = 4,
    /// <summary>What was asked for does not exist.</summary>
    NotFound = 5,
    /// <summary>What was to be created exists.</summary>
    AlreadyExists = 6,
    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,
    /// <summary>A quota, a size or a space is used up.</summary>
    ResourceExhausted = 8,
    /// <summary>The system is not in the state that the call needs.</summary>
    FailedPrecondition = 9,
    /// <summary>A conflict between concurrent calls.</summary>
    Aborted = 10,
    /// <summary>Past the valid range.</summary>
    OutOfRange = 11,
    /// <summary>The method is not there or not offered.</summary>
    Unimplemented = 12,
    /// <summary>An invariant is broken, the wire format among them.</summary>
    Internal = 13,
    /// <summary>The service cannot be reached now; a retry may help.</summary>
    Unavailable = 14,
    /// <summary>Data is lost beyond recovery.</summary>
    DataLoss = 15,
    /// <summary>The caller did not say who it is.</summary>
    Unauthenticated = 16
}

/// <summary>A status code with its explanation.</summary>
public struct Status(StatusCode statusCode, string detail, Exception? debugException)
{
    /// <summary>Success without explanation.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    /// <summary>Cancelled without explanation.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    /// <summary>A status without an exception behind it.</summary>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; } = statusCode;

    /// <summary>The explanation that travels as grpc-message.</summary>
    public string Detail { get; } = detail;

    /// <summary>What caused the status on this side; never sent.</summary>
    public Exception? DebugException { get; } = debugException;

    /// <inheritdoc/>
    public override readonly string ToString()
    {
        var cause = DebugException is null ? "" : $", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\"";
        return $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\"{cause})";
    }
}
