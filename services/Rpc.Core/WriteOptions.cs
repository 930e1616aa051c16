namespace Grpc.Core;

/// <summary>How a message is written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message may stay in the buffer until a later one is written.</summary>
    BufferHint = 0x1,
    /// <summary>The message is not compressed.</summary>
    NoCompress = 0x2
}

/// <summary>The options of a writer, kept until they are replaced.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    /// <summary>No flag set.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>The flags.</summary>
    public WriteFlags Flags { get; } = flags;
}
