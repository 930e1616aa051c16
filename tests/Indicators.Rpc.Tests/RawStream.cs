using System.Net;
using System.Net.Http.Headers;

namespace Indicators.Rpc.Tests;

/// <summary>A request whose body is sent piece by piece while its response is read.</summary>
internal sealed class RawStream : HttpContent
{
    private readonly TaskCompletionSource<Stream> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RawStream() => Headers.ContentType = new MediaTypeHeaderValue("application/grpc");

    public Task<HttpResponseMessage> Response { get; private set; } = null!;

    public static RawStream Open(RpcHost host, string path, params (string Name, string Value)[] headers) =>
        Open(host, path, CancellationToken.None, headers);

    public static RawStream Open(RpcHost host, string path, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        var stream = new RawStream();
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = stream
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        stream.Response = host.Raw.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return stream;
    }

    public async Task SendAsync(params byte[] bytes)
    {
        var body = await opened.Task;
        await body.WriteAsync(bytes);
        await body.FlushAsync();
    }

    public void Complete() => completed.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // Until the first flush the client keeps even the headers to itself.
        await stream.FlushAsync(cancellationToken);
        opened.SetResult(stream);
        await completed.Task.WaitAsync(cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
