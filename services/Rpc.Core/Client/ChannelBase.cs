namespace Grpc.Core;

/// <summary>Connections to one address.</summary>
public abstract class ChannelBase
{
    /// <summary>A channel to an address.</summary>
    protected ChannelBase(string target) => Target = target ?? throw new ArgumentNullException(nameof(target));

    /// <summary>The address.</summary>
    public string Target { get; }

    /// <summary>An invoker over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Ends the channel.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <inheritdoc cref="ShutdownAsync"/>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
