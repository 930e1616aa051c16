using System.IO.Compression;
using System.Net;
using System.Text;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>gzip and brotli, each with a tag of its own.</summary>
public sealed class EncodingTests(SuiteHost suite)
{
    private const string Address = "/v1/observations?indicator=beds_per_1000,beds&area=CN";

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answer_AskedForEncoded_IsTheSameTextWithATagOfItsOwn(string coding)
    {
        using var plain = await suite.Client.GetAsync(Address);
        var text = await plain.Content.ReadAsStringAsync();

        // The third answer comes from memory.
        for (var round = 0; round < 3; round++)
        {
            using var encoded = await AskAsync(HttpMethod.Get, Address, coding);
            Assert.Equal(coding, Assert.Single(encoded.Content.Headers.ContentEncoding));
            Assert.NotEqual(plain.Headers.ETag, encoded.Headers.ETag);
            Assert.False(encoded.Headers.ETag!.IsWeak);
            Assert.Contains("Accept-Encoding", string.Join(',', encoded.Headers.Vary));
            Assert.Equal(text, await DecodeAsync(encoded, coding));
        }
    }

    [Fact]
    public async Task IfNoneMatch_OfAnEncodedAnswer_Is304WithThatTag()
    {
        using var encoded = await AskAsync(HttpMethod.Get, Address, "br");
        using var again = await AskAsync(HttpMethod.Get, Address, "br", encoded.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(encoded.Headers.ETag, again.Headers.ETag);
        using var plain = await suite.Client.GetAsync(Address);
        using var held = await AskAsync(HttpMethod.Get, Address, "br", plain.Headers.ETag!.Tag);
        Assert.Equal(plain.Headers.ETag, held.Headers.ETag);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip;q=0")]
    [InlineData("zstd")]
    public async Task Answer_NoKnownEncodingAskedFor_IsPlain(string accepted)
    {
        using var answer = await AskAsync(HttpMethod.Get, Address, accepted);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.StartsWith("{", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Zip_AskedForEncoded_IsNotCompressedAgain()
    {
        using var answer = await AskAsync(HttpMethod.Get, "/v1/download", "gzip, br");
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Equal("PK", Encoding.ASCII.GetString(await answer.Content.ReadAsByteArrayAsync(), 0, 2));
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs/index.html")]
    [InlineData("/v1/about")]
    [InlineData("/v1/releases.atom")]
    [InlineData("/v1/observations/cite?indicator=beds")]
    [InlineData("/v1/availability?indicator=beds")]
    public async Task Head_EveryAddress_IsGetWithoutBody(string address)
    {
        using var get = await suite.Client.GetAsync(address);
        using var head = await suite.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal((get.StatusCode, get.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string address, string accepted, string held = "")
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (held.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", held);
        }

        return await suite.Client.SendAsync(request);
    }

    private static async Task<string> DecodeAsync(HttpResponseMessage response, string coding)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream decoded = coding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(decoded);
        return await reader.ReadToEndAsync();
    }
}
