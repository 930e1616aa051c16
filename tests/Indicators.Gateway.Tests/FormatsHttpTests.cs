using System.Net;
using System.Text.Json;
using Indicators.Gateway.Formats;
using Indicators.Testing;

namespace Indicators.Gateway.Tests;

/// <summary>How formats are asked for, named, tagged and described.</summary>
public sealed class FormatsHttpTests(SuiteHost suite)
{
    private const string Address = "/v1/observations?indicator=beds&kind=actual";

    [Theory]
    [InlineData("text/csv", "text/csv")]
    [InlineData("text/*", "text/csv")]
    [InlineData("application/x-ndjson, application/json;q=0.5", "application/x-ndjson")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("application/json;q=0, text/csv;q=0.1", "text/csv")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("not a media type", "application/json")]
    public async Task Accept_OfAReader_ChoosesTheFormat(string accept, string type)
    {
        using var response = await SendAsync(Address, "Accept", accept);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
        using var chosen = await SendAsync(Address + "&format=ndjson", "Accept", accept);
        Assert.Equal("application/x-ndjson", chosen.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("&format=xlsxx", "*/*", "format", "xlsx")]
    [InlineData("&format=px", "*/*", "format", null)]
    [InlineData("", "image/png", "Accept", "application/json")]
    [InlineData("", "application/json;q=0", "Accept", null)]
    public async Task Format_ThatThereIsNot_Is406WithTheList(string more, string accept, string parameter, string? hint)
    {
        using var response = await SendAsync(Address + more, "Accept", accept);
        var error = (await Rest.JsonAsync(response, HttpStatusCode.NotAcceptable)).GetProperty("errors")[0];
        Assert.Equal(("unknown_format", parameter), (error.Text("code"), error.Text("parameter")));
        Assert.All(Format.Names, name => Assert.Contains(name, error.Text("messageZh")));
        Assert.Equal(hint ?? error.Text("hint"), error.Text("hint"));
    }

    [Theory]
    [InlineData("format=csv&pageSize=5", "pageSize")]
    [InlineData("format=xlsx&pageToken=x", "pageToken")]
    [InlineData("format=jsonstat&pageSize=5&kind=actual", "pageSize")]
    [InlineData("bom=true", "bom")]
    [InlineData("format=ndjson&delimiter=tab", "delimiter")]
    [InlineData("format=jsonstat&fields=value", "fields")]
    [InlineData("format=jsonstat&kind=actual,target", "kind")]
    [InlineData("format=jsonstat&indicator=health_workers,key_specialty_projects,beds_per_1000", "kind")]
    [InlineData("fields=valeu", "fields")]
    [InlineData("format=csv&fields=nameZh&lang=en", "fields")]
    [InlineData("fields=indicator&labels=texts", "fields")]
    [InlineData("format=csv&bom=yes", "bom")]
    public async Task Writing_ThatContradictsItself_IsNamed(string query, string parameter)
    {
        var problem = await suite.JsonAsync($"/v1/observations?{query}", HttpStatusCode.BadRequest);
        Assert.Contains(parameter, problem.GetProperty("errors").EnumerateArray().Select(e => e.Text("parameter")));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("jsonstat")]
    public async Task Tag_OfAFormat_IsItsOwnAndIs304(string format)
    {
        var address = $"{Address}&format={format}";
        using var first = await suite.Client.GetAsync(address);
        using var second = await suite.Client.GetAsync(address);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        Assert.False(first.Headers.ETag!.IsWeak);
        using var other = await suite.Client.GetAsync($"{Address}&format={(format == "csv" ? "ndjson" : "csv")}");
        Assert.NotEqual(first.Headers.ETag, other.Headers.ETag);
        using var held = await SendAsync(address, "If-None-Match", first.Headers.ETag.Tag);
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (held.StatusCode, held.Headers.ETag));
        using var head = await suite.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal((HttpStatusCode.OK, first.Headers.ETag), (head.StatusCode, head.Headers.ETag));
        Assert.Equal(first.Content.Headers.ContentType, head.Content.Headers.ContentType);
    }

    [Theory]
    [InlineData("csv", "", "卫生指标-医疗卫生机构床位数-")]
    [InlineData("xlsx", "&lang=en", "Indicators-")]
    public async Task File_Name_IsUtf8WithAnAsciiFallback(string format, string more, string start)
    {
        using var response = await suite.Client.GetAsync($"{Address}&format={format}{more}");
        var name = response.Content.Headers.ContentDisposition!;
        Assert.StartsWith("beds-", name.FileName!.Trim('"'));
        Assert.StartsWith(start, name.FileNameStar);
        Assert.EndsWith("." + format, name.FileNameStar);
        Assert.All(response.Content.Headers.GetValues("Content-Disposition").Single(), c => Assert.True(char.IsAscii(c)));
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh", "nameZh")]
    [InlineData("en-GB", "en", "nameEn")]
    [InlineData("fr, *;q=0.1", "zh, en", "nameZh,nameEn")]
    public async Task AcceptLanguage_OfAReader_ChoosesTheColumns(string accept, string language, string columns)
    {
        // The third answer comes from memory.
        for (var i = 0; i < 3; i++)
        {
            using var response = await SendAsync(Address + "&latest=1", "Accept-Language", accept);
            Assert.Equal(language, string.Join(", ", response.Content.Headers.ContentLanguage));
            Assert.Contains("Accept-Language", response.Headers.Vary);
            var row = (await Rest.JsonAsync(response, HttpStatusCode.OK)).GetProperty("items")[0];
            Assert.Equal(columns, string.Join(',', row.EnumerateObject().Select(m => m.Name).Where(n => n is "nameZh" or "nameEn")));
        }

        using var named = await SendAsync(Address + "&latest=1&lang=both", "Accept-Language", accept);
        Assert.Equal("zh, en", string.Join(", ", named.Content.Headers.ContentLanguage));
    }

    [Fact]
    public async Task File_UnknownCodeAmongSeveral_IsAWarningInTheHeader()
    {
        using var response = await suite.Client.GetAsync("/v1/observations?format=csv&indicator=beds,nope");
        Assert.StartsWith("unknown_code; indicator=nope;", response.Headers.GetValues("Indicators-Warnings").Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData("&fields=period,value,indicator")]
    [InlineData("&delimiter=semicolon&lang=zh")]
    public async Task Csv_Metadata_DescribesItsColumns(string more)
    {
        using var csv = await suite.Client.GetAsync($"{Address}&format=csv{more}");
        var separator = more.Contains("semicolon") ? ';' : ',';
        var header = (await csv.Content.ReadAsStringAsync()).Split("\r\n")[0].Split(separator);
        var links = csv.Headers.GetValues("Link").Single().Split(", <").Select(l => l.TrimStart('<').Split('>')[0]).ToList();
        var table = await suite.JsonAsync(links[0]);
        Assert.Equal(header, table.GetProperty("tableSchema").GetProperty("columns").EnumerateArray().Select(c => c.Text("name")));
        Assert.Equal($"{separator}", table.GetProperty("dialect").Text("delimiter"));
        Assert.Equal(await csv.Content.ReadAsStringAsync(), await suite.Client.GetStringAsync("/v1/" + table.Text("url")));
        var package = (await suite.JsonAsync(links[1])).GetProperty("resources")[0];
        Assert.Equal(header, package.GetProperty("schema").GetProperty("fields").EnumerateArray().Select(f => f.Text("name")));
        Assert.Equal(await csv.Content.ReadAsStringAsync(), await suite.Client.GetStringAsync(package.Text("path")));
        Assert.Equal(more.Contains("fields"), !package.GetProperty("schema").TryGetProperty("primaryKey", out _));
    }

    [Fact]
    public async Task DataPackage_Sources_AreTheDocumentsOfTheRows()
    {
        var package = await suite.JsonAsync("/v1/observations/datapackage.json?indicator=beds&kind=actual");
        var rows = await suite.JsonRowsAsync("indicator=beds&kind=actual");
        var named = rows.SelectMany(r => $"{r["source_release"]};{r["alsoStatedBy_releases"]};{r["alternatives_releases"]}".Split(';')).Where(r => r.Length > 0);
        Assert.Equal(named.Distinct().Order(StringComparer.Ordinal), package.GetProperty("sources").EnumerateArray().Select(s => s.Text("release")));
        Assert.Equal(rows.Count, package.GetProperty("resources")[0].GetProperty("rows").GetInt32());
        Assert.Equal("CC-BY-4.0", package.GetProperty("licenses")[0].Text("name"));
    }

    private async Task<HttpResponseMessage> SendAsync(string address, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation(header, value);
        return await suite.Client.SendAsync(request);
    }
}
