using System.Net;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>Last-Modified, links, and what pages of other origins may read.</summary>
public sealed class FreshnessTests(SuiteHost suite)
{
    private const string Address = "/v1/observations?indicator=beds_per_1000&area=CN&pageSize=2";

    [Fact]
    public async Task IfModifiedSince_OfTheAnswer_Is304()
    {
        var modified = await LastModifiedAsync();
        using var held = await AskAsync(modified);
        Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);
        using var older = await AskAsync(modified.AddSeconds(-1));
        Assert.Equal(HttpStatusCode.OK, older.StatusCode);
    }

    [Fact]
    public async Task IfModifiedSince_BesideATag_DoesNotCount()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.IfModifiedSince = await LastModifiedAsync();
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"other\"");
        using var response = await suite.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task LastModified_AfterAPublication_IsLater()
    {
        var before = await LastModifiedAsync();
        using var folder = new TemporaryFolder();
        const string Row = "county_hospital_level2_capability_share,CN,2040,,99.8,percent,exact,actual,p. 1,,,,,";
        await suite.PublishAsync(TestPackage.Write(folder.Path, "test-fresh", "county-hospitals", "2031-02-04", Row));
        await Rest.UntilAsync(async () => await LastModifiedAsync() > before);
    }

    [Fact]
    public async Task Link_OfAPage_NamesNextDescriptionAndTheOneAddress()
    {
        using var response = await suite.Client.GetAsync("/v1/observations?pageSize=2&area=CN&indicator=beds_per_1000");
        var link = string.Join(", ", response.Headers.GetValues("Link"));
        var next = (await Rest.JsonAsync(response, HttpStatusCode.OK)).Text("next");
        Assert.Contains($"<{next}>; rel=\"next\"", link);
        Assert.Contains("rel=\"describedby\"", link);
        Assert.Contains("</v1/observations?indicator=beds_per_1000&area=CN&pageSize=2>; rel=\"canonical\"", link);
    }

    [Fact]
    public async Task Headers_ThatReadersOfOtherOriginsNeed_AreExposedAndVaried()
    {
        using var response = await suite.Client.GetAsync(Address);
        var exposed = response.Headers.GetValues("Access-Control-Expose-Headers").Single();
        Assert.All(new[] { "ETag", "Link", "Last-Modified", "Content-Disposition", "Retry-After" }, name => Assert.Contains(name, exposed));
        Assert.All(new[] { "Accept", "Accept-Encoding", "Accept-Language" }, name => Assert.Contains(name, response.Headers.Vary));
    }

    private async Task<DateTimeOffset> LastModifiedAsync()
    {
        DateTimeOffset? modified = null;
        await Rest.UntilAsync(async () =>
        {
            using var response = await suite.Client.GetAsync(Address);
            return (modified = response.Content.Headers.LastModified) is not null;
        });
        return modified!.Value;
    }

    private async Task<HttpResponseMessage> AskAsync(DateTimeOffset since)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.IfModifiedSince = since;
        return await suite.Client.SendAsync(request);
    }
}
