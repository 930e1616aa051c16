using System.Buffers;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Protocol;

namespace Grpc.Client;

/// <summary>Writes the messages of one call within the channel's limit, compressed where the call asks for it.</summary>
internal readonly struct MessageWriter<T>(GrpcChannel channel, Marshaller<T> marshaller, CallOptions options)
{
    private readonly MessageCompression? compression = Find(channel.Compressions, options.Headers);

    public int Write(IBufferWriter<byte> target, T message, WriteOptions? writeOptions)
    {
        var limit = channel.Options.MaxSendMessageSize;
        var plain = compression is null || (writeOptions is not null && writeOptions.Flags.HasFlag(WriteFlags.NoCompress));
        return plain
            ? FrameWriter.Write(target, message, marshaller.ContextualSerializer, limit)
            : CompressedFrame.Write(target, message, marshaller.ContextualSerializer, limit, compression!);
    }

    private static MessageCompression? Find(Compressions known, Metadata? headers)
    {
        var asked = headers?.GetValue(GrpcProtocol.EncodingRequestHeader);
        if (string.IsNullOrEmpty(asked) || asked == GrpcProtocol.IdentityEncoding)
        {
            return null;
        }

        return known.TryFind(asked, out var provider)
            ? new MessageCompression(provider, null)
            : throw new InvalidOperationException($"There is no compression '{asked}', only '{known.AcceptEncoding}'.");
    }
}
