using System.IO.Compression;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Compression;
using Indicators.Testing.Rpc.V1;

namespace Indicators.Rpc.Tests;

/// <summary>Compressed messages at the server.</summary>
public sealed class CompressionTests
{
    private static readonly string Long = new('a', 10_000);

    [Fact(Timeout = 30_000)]
    public async Task Request_InGzip_IsUnderstood()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(RawRequests.Say, Packed(new SayRequest { Text = Long }), headers: ("grpc-encoding", "gzip"));
        Assert.Equal(RawRequests.Frame(new SayResponse { Text = Long }), await response.Content.ReadAsByteArrayAsync());
        Assert.Null(response.Headers.Value("grpc-encoding"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Requests_WithAndWithoutTheFlag_MayBeMixed()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        byte[] body = [.. Packed(new CollectRequest { Text = "a" }), .. RawRequests.Frame(new CollectRequest { Text = "b" })];
        using var response = await host.PostAsync(RawRequests.Collect, body, headers: ("grpc-encoding", "gzip"));
        Assert.Equal(RawRequests.Frame(new CollectResponse { Text = "a,b" }), await response.Content.ReadAsByteArrayAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Request_OfAnUnknownEncodingWithoutTheFlag_IsUnderstood()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame(), headers: ("grpc-encoding", "snappy"));
        Assert.Equal("0", response.TrailingHeaders.Value("grpc-status"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Request_ThatIsNoGzip_IsInternal()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(
            RawRequests.Say, RawRequests.Frame(new SayRequest { Text = Long }, flag: 1), headers: ("grpc-encoding", "gzip"));
        Assert.Equal("13", response.Headers.Value("grpc-status"));
        Assert.Empty(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Request_OfNothingWithTheFlag_IsInternal()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.Frame([], 1), headers: ("grpc-encoding", "gzip"));
        Assert.Equal("13", response.Headers.Value("grpc-status"));
        Assert.Empty(host.Errors.Messages);
    }

    [Fact(Timeout = 30_000)]
    public async Task Request_ThatInflatesBeyondTheLimit_IsRefusedWithoutInflatingItAll()
    {
        var counting = new Counting();
        await using var host = await RpcHost.StartAsync(new Probe(), options => options.CompressionProviders.Add(counting));
        using var response = await host.PostAsync(RawRequests.Say, Bomb(200_000_000), headers: ("grpc-encoding", "gzip"));
        Assert.Equal("8", response.Headers.Value("grpc-status"));
        Assert.InRange(counting.Inflated, 4 * 1024 * 1024, (4 * 1024 * 1024) + (64 * 1024));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("gzip", true)]
    [InlineData("identity, gzip", true)]
    [InlineData("identity,deflate", false)]
    [InlineData("", false)]
    public async Task Response_WithTheOption_IsCompressedForWhoAcceptsIt(string accepted, bool compressed)
    {
        await using var host = await RpcHost.StartAsync(new Probe(), Gzip);
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame(Long), headers: ("grpc-accept-encoding", accepted));
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(compressed ? "gzip" : null, response.Headers.Value("grpc-encoding"));
        Assert.Equal(compressed ? 1 : 0, body[0]);
        Assert.Equal(new SayResponse { Text = Long }.ToByteArray(), compressed ? Unpack(body) : body[5..]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Response_OfNothing_IsSentAsItIs()
    {
        await using var host = await RpcHost.StartAsync(new Probe(), Gzip);
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame(""), headers: ("grpc-accept-encoding", "gzip"));
        Assert.Equal(new byte[5], await response.Content.ReadAsByteArrayAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Responses_WithNoCompress_AreSentAsTheyAre()
    {
        await using var host = await RpcHost.StartAsync(
            new Probe
            {
                OnList = async (_, responses, _) =>
                {
                    await responses.WriteAsync(new ListResponse { Number = 1 });
                    responses.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
                    await responses.WriteAsync(new ListResponse { Number = 2 });
                }
            },
            Gzip);
        using var response = await host.PostAsync(RawRequests.List, RawRequests.Frame(new ListRequest()), headers: ("grpc-accept-encoding", "gzip"));
        var body = await response.Content.ReadAsByteArrayAsync();
        var plain = RawRequests.Frame(new ListResponse { Number = 2 });
        Assert.Equal((1, "gzip"), (body[0], response.Headers.Value("grpc-encoding")));
        Assert.Equal(plain, body[^plain.Length..]);
        Assert.Equal(new ListResponse { Number = 1 }.ToByteArray(), Unpack(body[..^plain.Length]));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(false, "gzip", 1)]
    [InlineData(true, "identity", 0)]
    public async Task Response_OfACallThatAsksForAnother_IsInThat(bool option, string asked, byte flag)
    {
        await using var host = await RpcHost.StartAsync(
            new Probe
            {
                OnSay = async (request, context) =>
                {
                    await context.WriteResponseHeadersAsync([new Metadata.Entry("grpc-internal-encoding-request", asked)]);
                    return new SayResponse { Text = request.Text };
                }
            },
            options => options.ResponseCompressionAlgorithm = option ? "gzip" : null);
        using var response = await host.PostAsync(RawRequests.Say, RawRequests.SayFrame(Long), headers: ("grpc-accept-encoding", "gzip"));
        Assert.Equal((flag, asked), ((await response.Content.ReadAsByteArrayAsync())[0], response.Headers.Value("grpc-encoding")));
        Assert.Null(response.Headers.Value("grpc-internal-encoding-request"));
    }

    [Fact]
    public async Task Option_WithoutItsProvider_IsRefusedWhenMapped() => await Assert.ThrowsAsync<InvalidOperationException>(() =>
        RpcHost.StartAsync(new Probe(), options => options.ResponseCompressionAlgorithm = "snappy"));

    private static void Gzip(GrpcServiceOptions options)
    {
        options.ResponseCompressionAlgorithm = "gzip";
        options.ResponseCompressionLevel = CompressionLevel.SmallestSize;
    }

    private static byte[] Packed(IMessage message) => Framed(stream => stream.Write(message.ToByteArray()));

    private static byte[] Bomb(int size) => Framed(stream =>
    {
        var zeros = new byte[1_000_000];
        for (var written = 0; written < size; written += zeros.Length)
        {
            stream.Write(zeros);
        }
    });

    private static byte[] Framed(Action<Stream> write)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            write(gzip);
        }

        return RawRequests.Frame(packed.ToArray(), flag: 1);
    }

    private static byte[] Unpack(byte[] frame)
    {
        using var gzip = new GZipStream(new MemoryStream(frame[5..]), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private sealed class Counting : ICompressionProvider
    {
        public long Inflated { get; private set; }

        public string EncodingName => "gzip";

        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => throw new NotSupportedException();

        public Stream CreateDecompressionStream(Stream stream) => new CountingStream(this, stream);

        private sealed class CountingStream(Counting owner, Stream stream) : GZipStream(stream, CompressionMode.Decompress)
        {
            public override int Read(Span<byte> target)
            {
                var read = base.Read(target);
                owner.Inflated += read;
                return read;
            }
        }
    }
}
