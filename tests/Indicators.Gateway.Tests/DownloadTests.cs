using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using Indicators.Contracts;
using Indicators.Gateway.Downloads;
using Indicators.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Indicators.Gateway.Tests;

/// <summary>The whole suite as a file, and the feed of releases.</summary>
public sealed class DownloadTests(SuiteHost suite)
{
    private const string Address = "/v1/download";

    [Fact]
    public async Task Download_Always_HoldsEveryFigureWithItsMetadata()
    {
        using var zip = new ZipArchive(new MemoryStream(await suite.Client.GetByteArrayAsync(Address)));
        Assert.Equal(
            ["README.en.txt", "README.zh.txt", "areas.csv", "datapackage.json", "indicators.csv", "observations.csv", "releases.csv"],
            zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        var figures = (await suite.AllPagesAsync("/v1/observations?pageSize=1000")).ConvertAll(f => JsonDocument.Parse(f).RootElement);
        var table = CsvTable.Read(await zip.GetEntry("observations.csv")!.OpenAsync());
        Assert.Equal(
            figures.Select(f => $"{f.Text("indicator")} {f.Text("period")} {f.GetProperty("value").GetRawText()} {f.GetProperty("source").Text("release")}"),
            table.Rows.Select(r => $"{table.Cell(r, "indicator")} {table.Cell(r, "period")} {table.Cell(r, "value")} {table.Cell(r, "release")}"));
        using var package = JsonDocument.Parse(await zip.GetEntry("datapackage.json")!.OpenAsync());
        Assert.Equal(table.Header, package.RootElement.GetProperty("resources")[0].GetProperty("schema").GetProperty("fields").EnumerateArray().Select(f => f.Text("name")));
    }

    [Fact]
    public async Task Download_Ranges_AreTheBytesOfTheWhole()
    {
        using var whole = await suite.Client.GetAsync(Address);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        Assert.Equal("bytes", Assert.Single(whole.Headers.AcceptRanges));
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.Range = new RangeHeaderValue(100, 299);
        request.Headers.IfRange = new RangeConditionHeaderValue(whole.Headers.ETag!);
        using var part = await suite.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes.AsSpan(100, 200).ToArray(), await part.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Download_HeldByTheReader_Is304()
    {
        using var head = await suite.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Address));
        Assert.True(head.Content.Headers.ContentLength > 1000);
        Assert.False(head.Headers.ETag!.IsWeak);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.IfNoneMatch.Add(head.Headers.ETag);
        using var held = await suite.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);
    }

    [Fact]
    public async Task Download_SeveralAtOnce_IsMadeOnce()
    {
        var download = suite.Gateway.Services.GetRequiredService<SuiteDownload>();
        await suite.Client.GetByteArrayAsync(Address);
        var made = download.Made;
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => suite.Client.GetByteArrayAsync(Address)));
        Assert.Equal(made, download.Made);
        Assert.All(all, one => Assert.Equal(all[0], one));
    }

    [Fact]
    public async Task Download_AServiceDown_Is503AndNeverAPart()
    {
        await suite.StopServiceAsync("reforms");
        try
        {
            await Rest.UntilAsync(async () => (await StatusAsync()).Status == HttpStatusCode.ServiceUnavailable);
            Assert.NotNull((await StatusAsync()).RetryAfter);
        }
        finally
        {
            suite.StartService("reforms");
        }

        await Rest.UntilAsync(async () => (await StatusAsync()).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Feed_Always_NamesDatedReleasesNewestFirst()
    {
        using var response = await suite.Client.GetAsync("/v1/releases.atom");
        Assert.Equal("application/atom+xml", response.Content.Headers.ContentType!.MediaType);
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var feed = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;
        var entries = feed.Elements(atom + "entry").ToList();
        var dated = (await suite.ItemsAsync("/v1/releases?pageSize=1000")).Where(r => r.Text("knownFrom").Length > 0).ToList();
        Assert.Equal(dated.Select(r => "urn:indicators:release:" + r.Text("id")), entries.Select(e => e.Element(atom + "id")!.Value));
        Assert.All(entries, e => Assert.True(DateTimeOffset.TryParse(e.Element(atom + "updated")!.Value, out _)));
        var link = new Uri(entries[0].Elements(atom + "link").First().Attribute("href")!.Value);
        Assert.Equal(dated[0].Text("id"), (await suite.JsonAsync(link.PathAndQuery)).Text("id"));
        Assert.NotNull(response.Headers.ETag);
    }

    [Fact]
    public async Task Feed_AReleaseWhoseYearIsNotOver_WasUpdatedWhenItWasStored()
    {
        using var folder = new TemporaryFolder();
        const string Row = "county_hospital_level2_capability_share,CN,2038,,99.8,percent,exact,actual,p. 1,,,,,";
        await suite.PublishAsync(TestPackage.Write(folder.Path, "test-partial", "county-hospitals", "2039", Row));
        await Rest.UntilAsync(async () => (await suite.ItemsAsync("/v1/releases?pageSize=1000")).Exists(r => r.Text("id") == "test-partial"));

        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entries = XDocument.Parse(await suite.Client.GetStringAsync("/v1/releases.atom")).Root!.Elements(atom + "entry").ToList();
        var entry = entries.Single(e => e.Element(atom + "id")!.Value.EndsWith(":test-partial", StringComparison.Ordinal));
        Assert.Equal((await suite.JsonAsync("/v1/releases/test-partial")).Text("storedAt"), entry.Element(atom + "updated")!.Value);
        Assert.All(entries, e => Assert.InRange(DateTimeOffset.Parse(e.Element(atom + "updated")!.Value), DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow));
    }

    private async Task<(HttpStatusCode Status, RetryConditionHeaderValue? RetryAfter)> StatusAsync()
    {
        using var response = await suite.Client.GetAsync(Address);
        return (response.StatusCode, response.Headers.RetryAfter);
    }
}
