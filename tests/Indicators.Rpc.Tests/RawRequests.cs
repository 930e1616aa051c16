using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

/// <summary>Requests made byte by byte.</summary>
internal static class RawRequests
{
    public const string Say = "/indicators.testing.rpc.v1.ProbeService/Say";
    public const string List = "/indicators.testing.rpc.v1.ProbeService/List";
    public const string Collect = "/indicators.testing.rpc.v1.ProbeService/Collect";
    public const string Converse = "/indicators.testing.rpc.v1.ProbeService/Converse";

    public static byte[] Frame(IMessage message, byte flag = 0) => Frame(message.ToByteArray(), flag);

    public static byte[] Frame(byte[] payload, byte flag)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    public static byte[] SayFrame(string text = "hello") => Frame(new SayRequest { Text = text });

    public static async Task<HttpResponseMessage> PostAsync(
        this RpcHost host, string path, byte[] body, string contentType = "application/grpc", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body)
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await host.Raw.SendAsync(request);
    }

    /// <summary>A header's or trailer's only value, or null.</summary>
    public static string? Value(this HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.Single() : null;
}
