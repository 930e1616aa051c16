using System.Net;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Entity tags and what may be kept.</summary>
public sealed class CachingTests(SuiteHost suite)
{
    private const string Address = "/v1/observations?indicator=beds_per_1000&area=CN";

    [Fact]
    public async Task Answer_AskedAgain_IsTheSameBytesAndTag()
    {
        // The third answer comes from memory.
        using var first = await suite.Client.GetAsync(Address);
        using var second = await suite.Client.GetAsync(Address);
        using var third = await suite.Client.GetAsync(Address);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await third.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.ETag, third.Headers.ETag);
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(first.Headers.CacheControl!.ToString(), third.Headers.CacheControl!.ToString());
        Assert.Equal(first.Content.Headers.ContentType, third.Content.Headers.ContentType);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"other\", {0}")]
    [InlineData("*")]
    public async Task IfNoneMatch_OfTheAnswer_Is304WithItsTag(string condition)
    {
        using var first = await suite.Client.GetAsync(Address);
        using var response = await ConditionalAsync(string.Format(null, condition, first.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal(first.Headers.ETag, response.Headers.ETag);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task IfNoneMatch_OfAnotherAnswer_IsTheAnswer()
    {
        using var response = await ConditionalAsync("\"other\"");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Tag_OtherOrderOfParameters_IsTheSame()
    {
        using var one = await suite.Client.GetAsync("/v1/observations?indicator=beds_per_1000,beds&area=CN&lang=en");
        using var other = await suite.Client.GetAsync("/v1/observations?lang=en&area=CN&indicator=beds&indicator=beds_per_1000");
        using var third = await suite.Client.GetAsync("/v1/observations?lang=zh&area=CN&indicator=beds&indicator=beds_per_1000");
        Assert.Equal(one.Headers.ETag, other.Headers.ETag);
        Assert.NotEqual(one.Headers.ETag, third.Headers.ETag);
    }

    [Fact]
    public async Task Head_Always_IsGetWithoutBody()
    {
        using var get = await suite.Client.GetAsync("/v1/indicators?pageSize=3");
        using var request = new HttpRequestMessage(HttpMethod.Head, "/v1/indicators?pageSize=3");
        using var head = await suite.Client.SendAsync(request);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Version_OfAnAnswer_AnswersTheSameAndIsRevalidated()
    {
        var page = await suite.JsonAsync(Address);
        using var pinned = await suite.Client.GetAsync($"{Address}&version={page.Text("dataVersion")}");
        Assert.Contains("must-revalidate", pinned.Headers.CacheControl!.ToString());
        Assert.Equal(page.GetProperty("items").GetRawText(), (await Rest.JsonAsync(pinned, HttpStatusCode.OK)).GetProperty("items").GetRawText());
    }

    [Fact]
    public async Task Origin_Any_MayRead()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, Address);
        request.Headers.Add("Origin", "https://example.org");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "if-none-match");
        using var response = await suite.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task Origin_Any_MaySendAnAssessment()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/reforms/multi-campus/assess");
        request.Headers.Add("Origin", "https://example.org");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var response = await suite.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Contains("POST", response.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Contains("content-type", response.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }

    private async Task<HttpResponseMessage> ConditionalAsync(string condition)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.TryAddWithoutValidation("If-None-Match", condition);
        return await suite.Client.SendAsync(request);
    }
}
