using System.IO.Compression;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using Indicators.Testing.Rpc.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Indicators.Rpc.Tests;

/// <summary>Compressed messages at the client.</summary>
public sealed class ClientCompressionTests
{
    private static readonly string Long = new('a', 10_000);
    private static readonly Metadata Gzip = new() { { "grpc-internal-encoding-request", "gzip" } };

    [Theory(Timeout = 30_000)]
    [InlineData(null, null, 0)]
    [InlineData("identity", "identity", 0)]
    [InlineData("gzip", "gzip", 1)]
    public async Task Request_AsTheCallAsks_IsCompressed(string? asked, string? stated, byte flag)
    {
        var seen = new TaskCompletionSource<(IHeaderDictionary Headers, byte[] Body)>();
        await using var host = await RpcHost.StartAsync(_ => { }, web => web.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            seen.SetResult((context.Request.Headers, body.ToArray()));
        }));
        Metadata headers = asked is null ? [] : [new("grpc-internal-encoding-request", asked)];
        await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest { Text = Long }, headers));
        var request = await seen.Task;
        Assert.Equal((stated ?? "", "identity,gzip"), (request.Headers["grpc-encoding"].ToString(), request.Headers["grpc-accept-encoding"].ToString()));
        Assert.False(request.Headers.ContainsKey("grpc-internal-encoding-request"));
        Assert.Equal((flag, flag == 1), (request.Body[0], request.Body.Length < 1_000));
    }

    [Fact(Timeout = 30_000)]
    public async Task Calls_OfAllShapes_AreUnderstoodCompressedBothWays()
    {
        await using var host = await RpcHost.StartAsync(new Probe(), Compress);
        Assert.Equal(Long, (await host.Client.SayAsync(new SayRequest { Text = Long }, Gzip)).Text);
        Assert.Equal(3, await host.Client.List(new ListRequest { Count = 3 }, Gzip).ResponseStream.ReadAllAsync().CountAsync());
        using var collect = host.Client.Collect(Gzip);
        await collect.RequestStream.WriteAsync(new CollectRequest { Text = Long });
        collect.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await collect.RequestStream.WriteAsync(new CollectRequest { Text = "plain" });
        await collect.RequestStream.CompleteAsync();
        Assert.Equal($"{Long},plain", (await collect).Text);
        using var converse = host.Client.Converse(Gzip);
        await converse.RequestStream.WriteAsync(new ConverseRequest { Text = Long });
        Assert.True(await converse.ResponseStream.MoveNext());
        Assert.Equal(Long, converse.ResponseStream.Current.Text);
        await converse.RequestStream.CompleteAsync();
        Assert.False(await converse.ResponseStream.MoveNext());
    }

    [Fact(Timeout = 30_000)]
    public async Task Response_ThatInflatesBeyondTheLimit_IsRefused()
    {
        await using var host = await RpcHost.StartAsync(
            new Probe { OnSay = (_, _) => Task.FromResult(new SayResponse { Text = Long }) },
            Compress,
            new GrpcChannelOptions { MaxReceiveMessageSize = 5_000 });
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Call_ThatAsksForAnUnknownCompression_FailsByItsName()
    {
        await using var host = await RpcHost.StartAsync(new Probe());
        Metadata headers = [new("grpc-internal-encoding-request", "snappy")];
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest(), headers));
        Assert.Equal(StatusCode.Internal, failure.StatusCode);
        Assert.Contains("'snappy'", failure.Status.Detail);
    }

    [Fact(Timeout = 30_000)]
    public async Task Channel_WithCompressionsOfItsOwn_OffersThose()
    {
        var accepted = new TaskCompletionSource<string>();
        await using var host = await RpcHost.StartAsync(
            _ => { },
            web => web.Run(context =>
            {
                accepted.SetResult(context.Request.Headers["grpc-accept-encoding"].ToString());
                return Task.CompletedTask;
            }),
            new GrpcChannelOptions { CompressionProviders = [new Deflate(), new GzipCompressionProvider(CompressionLevel.Optimal)] });
        await Assert.ThrowsAsync<RpcException>(async () => await host.Client.SayAsync(new SayRequest()));
        Assert.Equal("identity,deflate,gzip", await accepted.Task);
    }

    private static void Compress(GrpcServiceOptions options)
    {
        options.ResponseCompressionAlgorithm = "gzip";
        options.ResponseCompressionLevel = CompressionLevel.Fastest;
    }

    private sealed class Deflate : ICompressionProvider
    {
        public string EncodingName => "deflate";

        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
            new ZLibStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

        public Stream CreateDecompressionStream(Stream stream) => new ZLibStream(stream, CompressionMode.Decompress);
    }
}
