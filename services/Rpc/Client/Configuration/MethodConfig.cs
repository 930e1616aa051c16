using Grpc.Core;

namespace Grpc.Net.Client.Configuration;

/// <summary>Settings of some methods.</summary>
public sealed class MethodConfig
{
    /// <summary>The methods.</summary>
    public IList<MethodName> Names { get; } = [];

    /// <summary>Retries by the channel. This runtime makes none: a channel with a policy is refused, see the README of the folder.</summary>
    public RetryPolicy? RetryPolicy { get; set; }
}

/// <summary>Names a method, all methods of a service, or all methods.</summary>
public sealed class MethodName
{
    /// <summary>The service; null stands for all.</summary>
    public string? Service { get; set; }

    /// <summary>The method without its service; null stands for all of the service.</summary>
    public string? Method { get; set; }
}

/// <summary>How failed calls are made again.</summary>
public sealed class RetryPolicy
{
    /// <summary>Calls at most, the first included.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>Wait before the first retry, at most.</summary>
    public TimeSpan? InitialBackoff { get; set; }

    /// <summary>Longest wait between two.</summary>
    public TimeSpan? MaxBackoff { get; set; }

    /// <summary>By which the wait grows.</summary>
    public double? BackoffMultiplier { get; set; }

    /// <summary>Statuses after which a call is made again.</summary>
    public IList<StatusCode> RetryableStatusCodes { get; } = [];
}
